/** The bands of Nitaqat from worst to best. There is no yellow one since 2021. */
export const BANDS = ['RED', 'LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM'] as const;
export type Band = (typeof BANDS)[number];

/** The bands that have a threshold: every band but the worst. */
export const RATED_BANDS = ['LOW_GREEN', 'MEDIUM_GREEN', 'HIGH_GREEN', 'PLATINUM'] as const;
export type RatedBand = (typeof RATED_BANDS)[number];

/** A band, or none where no rule set rates the day. */
export type BandOrNone = Band | 'NOT_RATED';

/** Why something has no band. */
export type NotRatedReason = 'before-the-rules' | 'unknown-activity' | 'no-workers';

/** -1, 0 or 1 as the first band is worse than, equal to or better than the second. */
export function compareBands(a: Band, b: Band): -1 | 0 | 1 {
  return Math.sign(BANDS.indexOf(a) - BANDS.indexOf(b)) as -1 | 0 | 1;
}
