// Contributory wages in riyals a month. Saudis' mean and two points of their tail are published; the floors' mass, the body's spread and all of the others' wages are assumed.

export const saudiWageSource = {
  published: 'private sector, Saudis: mean 9,600 (2023); 202,700 of 2.30 million above 20,000; 44,000 above 40,000 (press)',
} as const;

export const SAUDI_MEAN = 9_600;
export const SAUDI_ABOVE_20000 = 202_700 / 2_300_591;
export const SAUDI_ABOVE_40000 = 44_000 / 2_300_591;

/** Shares exactly at the floors of Nitaqat, and below the lower one (assumed; the floors' effect is known, its size is not). */
export const SAUDI_AT_3000 = 0.045;
export const SAUDI_AT_4000 = 0.17;
export const SAUDI_BELOW_3000 = 0.02;
/** Spread of the log-normal body between the floor and the tail (assumed). */
export const BODY_SIGMA = 0.55;
/** Where the tail begins. */
export const TAIL_FROM = 20_000;
/** Nobody earns more (assumed). */
export const MOST_WAGE = 250_000;

/** How much of a Saudi's rank in wages is his occupation's, by major group 1 to 9: the lowest rank he starts from (assumed). */
export const saudiRankFrom: readonly number[] = [0.62, 0.42, 0.28, 0.12, 0.02, 0.02, 0.08, 0.1, 0];
export const SAUDI_RANK_SPREAD = 0.55;

/** Of others: median and spread by major group 1 to 9 (assumed; no table was found). */
export const expatWages: readonly { readonly median: number; readonly sigma: number }[] = [
  { median: 12_000, sigma: 0.6 },
  { median: 6_500, sigma: 0.5 },
  { median: 3_800, sigma: 0.4 },
  { median: 3_200, sigma: 0.35 },
  { median: 1_900, sigma: 0.3 },
  { median: 1_300, sigma: 0.2 },
  { median: 1_900, sigma: 0.3 },
  { median: 2_000, sigma: 0.25 },
  { median: 1_250, sigma: 0.2 },
];
export const expatWageSource = { assumed: 'wages of those who are not Saudis, by major group' } as const;
export const LEAST_WAGE = 800;
