// Law: what a band gates is done on days before bands gate anything, or by who stands clearly where it is given.
import type { Day } from './market.js';
import type { ClearBand } from './planned.js';
import { AVERAGED_DAYS, RATED_FROM } from './standing.js';

/** Who is gated: where it stands clearly in all weeks that are rated; null where the history ends before the first. */
export interface Gated {
  readonly clearBand: ClearBand | null;
}

/** The first day on which a company has to have workers to stand clearly when bands are first rated: they are averages over the weeks from it on. */
export const LOOKED_AT_FROM: Day = RATED_FROM - AVERAGED_DAYS + 1;

/** Whether a history reaches the first rated day, and begins too late for companies to stand clearly on it. */
export function isTooYoungForBands(first: Day, last: Day): boolean {
  return first > LOOKED_AT_FROM && last >= RATED_FROM;
}

/** Whether what medium green is needed for (first permits, visas, employees of others) is surely given until that day. */
export function hasMediumGreen({ clearBand }: Gated, until: Day): boolean {
  return until < RATED_FROM || clearBand === null || clearBand === 'MEDIUM_GREEN';
}

/** Whether what low green is enough for (renewals of permits, establishments) is surely given until that day. */
export function hasLowGreen(gated: Gated, until: Day): boolean {
  return hasMediumGreen(gated, until) || gated.clearBand === 'LOW_GREEN';
}

/** Whether the employer is surely RED on that day: who leaves it needs no consent. */
export function isRed({ clearBand }: Gated, on: Day): boolean {
  return on >= RATED_FROM && clearBand === 'RED';
}
