// Law: how far a band is, is asked of the curves themselves, head by head: size and ratio move together.
import { BANDS, compareBands, type Band } from './band.js';
import { rate, type Standing, type Thresholds } from './curve.js';
import type { RuleSet } from './rule-set.js';

/** Heads beyond which no band is looked for; so many times the size, and at least so many. */
const MOST_TIMES = 20;
const MOST_AT_LEAST = 1_000;

/** How far a band is. */
export interface BandDistance {
  readonly band: Band;
  /** Points of percent between the ratio and the threshold that parts the two bands, at the present size; null where no curve is asked. */
  readonly ratio: number | null;
  /** Saudis of full weight, more or fewer over all days of the method, with which it is reached; caps aside. Null where no number does it. */
  readonly heads: number | null;
}

/** A standing with both sums of the ratio. */
export type SummedStanding = Omit<Standing, 'ratio'> & { readonly expats: number };

/** How far above the next better band is: by Saudis of full weight more. Null for the best band, and where there is none. */
export function distanceAbove(rules: RuleSet, standing: SummedStanding): BandDistance | null {
  const { band, thresholds } = rated(rules, standing, 0);
  const next = band === 'NOT_RATED' ? undefined : BANDS[BANDS.indexOf(band) + 1];
  return next === undefined ? null : distanceTo(rules, standing, next, thresholds);
}

/** How far above a better band is: by Saudis of full weight more. `thresholds`: those of its present size, where they are known. */
export function distanceTo(rules: RuleSet, standing: SummedStanding, band: Band, thresholds = rated(rules, standing, 0).thresholds): BandDistance {
  const heads = firstHeads(rules, standing, 1, (reached) => compareBands(reached, band) >= 0);
  return { band, ratio: points(thresholds, band, ratioOf(standing)), heads };
}

/** How far below the next worse band is: by Saudis of full weight fewer. Null for the worst band, and where there is none. */
export function distanceBelow(rules: RuleSet, standing: SummedStanding): BandDistance | null {
  const { band, thresholds } = rated(rules, standing, 0);
  const next = band === 'NOT_RATED' ? undefined : BANDS[BANDS.indexOf(band) - 1];
  if (band === 'NOT_RATED' || next === undefined) return null;
  const heads = firstHeads(rules, standing, -1, (reached) => compareBands(reached, band) < 0);
  return { band: next, ratio: points(thresholds, band, ratioOf(standing)), heads };
}

function firstHeads(rules: RuleSet, standing: SummedStanding, step: 1 | -1, found: (band: Band) => boolean): number | null {
  const most = step === 1 ? Math.max(MOST_AT_LEAST, Math.ceil(MOST_TIMES * standing.x)) : Math.floor(Math.min(standing.saudis, standing.x));
  for (let heads = 1; heads <= most; heads += 1) {
    const { band } = rated(rules, standing, step * heads);
    if (band !== 'NOT_RATED' && found(band)) return heads;
  }
  return null;
}

function rated(rules: RuleSet, { expats, ...standing }: SummedStanding, more: number): ReturnType<typeof rate> {
  const [x, saudis] = [standing.x + more, standing.saudis + more];
  const ownerTotal = (standing.ownerTotal ?? standing.x) + more;
  return rate(rules, { ...standing, x, saudis, ownerTotal, ratio: ratioOf({ saudis, expats }) });
}

function ratioOf({ saudis, expats }: Pick<SummedStanding, 'saudis' | 'expats'>): number {
  return saudis + expats === 0 ? 0 : (100 * saudis) / (saudis + expats);
}

function points(thresholds: Thresholds | null, band: Band, ratio: number): number | null {
  return thresholds === null || band === 'RED' ? null : Math.abs(thresholds[band] - ratio);
}
