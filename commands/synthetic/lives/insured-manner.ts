/** How a registration comes about. */
export type InsuredManner = 'in-time' | 'late' | 'corrected' | 'voided';
