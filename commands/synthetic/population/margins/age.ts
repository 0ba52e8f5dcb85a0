// Ages on the last day by side. The bands of the labour force survey were not found as shares: assumed.

export const ageSource = { assumed: 'ages of employees by side, in bands of five years' } as const;

/** First year of each band of five. */
export const ageBands: readonly number[] = [20, 25, 30, 35, 40, 45, 50, 55];
export const ageShares: Readonly<Record<'saudi' | 'expat', readonly number[]>> = {
  saudi: [12, 24, 23, 16, 10, 7, 5, 3],
  expat: [6, 17, 21, 20, 15, 11, 6, 4],
};
