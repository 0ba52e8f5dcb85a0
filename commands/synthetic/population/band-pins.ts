// Law: every band of every activity with a hundredth of the workers is held by an entity whose heads put it there, whatever else is drawn.
import { RATED_BANDS, type Band } from '../../../domain/saudization/band.js';
import { BANDS } from '../../../domain/saudization/band.js';
import { thresholdsAt } from '../../../domain/saudization/curve.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { latest, type IsoDate } from '../../../domain/standards/calendar.js';
import type { NitaqatActivityCode } from '../../../domain/standards/nitaqat-activity.js';

/** Heads that put an entity of a size into a band: Saudis who count whole, Saudis who count half. */
export interface Pin {
  readonly band: Band;
  readonly whole: number;
  readonly half: number;
}

/** Entities beyond this are not pinned: they would weigh too much in their activity. */
export const LARGEST_PINNED = 150;
/** Entities below are judged without a curve. */
export const SMALLEST_PINNED = 10;
const MOST_HALVES = 4;

/** The heads for a band at that size, as far from its borders as whole heads allow; null where no number of heads lies well within. */
export function pinFor(activity: NitaqatActivityCode, size: number, band: Band, to: IsoDate): Pin | null {
  const thresholds = thresholdsAt(nitaqat2026, activity, latest(to, nitaqat2026.from), size);
  if (thresholds === null) return null;
  const at = BANDS.indexOf(band);
  const low = at === 0 ? 0 : thresholds[RATED_BANDS[at - 1] as (typeof RATED_BANDS)[number]];
  const high = at === BANDS.length - 1 ? 100 : thresholds[RATED_BANDS[at] as (typeof RATED_BANDS)[number]];
  const middle = (low + high) / 2;
  let best: { readonly pin: Pin; readonly off: number } | null = null;
  for (let half = 0; half <= MOST_HALVES; half += 1) {
    // Of the ratio r: (whole + half/2) / (size - half/2) = r.
    const exact = ((size - half / 2) * middle) / 100 - half / 2;
    for (const whole of [Math.floor(exact), Math.ceil(exact)]) {
      if (whole < 0 || whole + half > size) continue;
      const ratio = (100 * (whole + half / 2)) / (size - half / 2);
      const off = Math.abs(ratio - middle);
      if (off > (high - low) * 0.35) continue;
      if (best === null || off < best.off - 1e-9) best = { pin: { band, whole, half }, off };
    }
  }
  return best?.pin ?? null;
}
