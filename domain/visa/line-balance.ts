// Law: what was granted on a line is used, cancelled, expired or still to be used; none of these is ever negative.
import type { VisaLine } from './state.js';

/** Visas of a line that can still be used. */
export function balanceOf(line: Pick<VisaLine, 'granted' | 'used' | 'cancelled' | 'expired'>): number {
  return line.granted - line.used - line.cancelled - line.expired;
}
