/** Headers of a regulator’s read, for what is not about them. */
export const grounds = { purpose: 'inspection', 'case-id': '1447/203-A' } as const;
