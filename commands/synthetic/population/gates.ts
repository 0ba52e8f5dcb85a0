// Law: what a band gates is done on days before bands gate anything, or by who stands clearly where it is given.
import type { Day } from './market.js';
import type { ClearBand } from './planned.js';
import { RATED_FROM } from './standing.js';

/** Who is gated: where it stands clearly in all weeks that are rated; null where the history ends before the first. */
export interface Gated {
  readonly clearBand: ClearBand | null;
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
