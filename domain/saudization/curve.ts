// Law: a band’s threshold is m·ln(x) + c of its activity and year; its lower bound belongs to the band.
import { ruleYear } from './curve-year.js';
import { RATED_BANDS, type Band, type NotRatedReason, type RatedBand } from './band.js';
import type { RuleSet } from './rule-set.js';
import type { IsoDate } from '../standards/calendar.js';
import type { NitaqatActivityCode } from '../standards/nitaqat-activity.js';

/** The least ratio of each band, in percent. */
export type Thresholds = Readonly<Record<RatedBand, number>>;

/** The thresholds of an activity on a day at a size x (workers, as the rule set counts them); null where it has no curve. */
export function thresholdsAt(rules: RuleSet, activity: string, day: IsoDate, x: number): Thresholds | null {
  const curve = curveAt(rules, activity, day);
  if (curve === null) return null;
  const log = Math.log(x);
  const at = (band: RatedBand): number => rounded(curve[band].m * log + curve[band].c, rules.rounding.threshold);
  return { LOW_GREEN: at('LOW_GREEN'), MEDIUM_GREEN: at('MEDIUM_GREEN'), HIGH_GREEN: at('HIGH_GREEN'), PLATINUM: at('PLATINUM') };
}

/** m and c of each band. */
export type Curve = Readonly<Record<RatedBand, { readonly m: number; readonly c: number }>>;

/** The curve of an activity on a day; null where it has none. */
export function curveAt(rules: RuleSet, activity: string, day: IsoDate): Curve | null {
  const curves = rules.curves[activity as NitaqatActivityCode];
  if (curves === undefined) return null;
  const year = ruleYear(rules, day);
  const at = (band: RatedBand): Curve[RatedBand] => {
    const { m, c } = curves[band];
    return { m, c: (c.findLast((one) => one.year <= year) ?? c[0])?.c ?? 0 };
  };
  return { LOW_GREEN: at('LOW_GREEN'), MEDIUM_GREEN: at('MEDIUM_GREEN'), HIGH_GREEN: at('HIGH_GREEN'), PLATINUM: at('PLATINUM') };
}

/** The band of a ratio in percent. */
export function bandAt(rules: RuleSet, thresholds: Thresholds, ratio: number): Band {
  const compared = rounded(ratio, rules.rounding.ratio);
  return RATED_BANDS.findLast((band) => compared >= thresholds[band]) ?? 'RED';
}

/** What an entity is judged by. */
export interface Standing {
  readonly activity: string;
  readonly day: IsoDate;
  /** Workers as the rule set counts size; need not be whole. */
  readonly x: number;
  /** Percent. */
  readonly ratio: number;
  /** Sum of weighted Saudis. */
  readonly saudis: number;
  /** Workers of all the owner’s entities, where he has others. */
  readonly ownerTotal?: number;
}

export type Rating =
  | { readonly band: Band; readonly thresholds: Thresholds | null }
  | { readonly band: 'NOT_RATED'; readonly reason: NotRatedReason; readonly thresholds: null };

/** The band of an entity, or why it has none. Small entities have no thresholds. */
export function rate(rules: RuleSet, standing: Standing): Rating {
  const { activity, day, x, ratio, saudis, ownerTotal = x } = standing;
  if (day < rules.from) return { band: 'NOT_RATED', reason: 'before-the-rules', thresholds: null };
  if (!Object.hasOwn(rules.curves, activity)) return { band: 'NOT_RATED', reason: 'unknown-activity', thresholds: null };
  if (x <= 0) return { band: 'NOT_RATED', reason: 'no-workers', thresholds: null };
  if (isSmall(rules, x, ownerTotal)) return { band: saudis >= rules.small.lowGreenFrom ? 'LOW_GREEN' : 'RED', thresholds: null };
  const thresholds = thresholdsAt(rules, activity, day, x);
  if (thresholds === null) return { band: 'NOT_RATED', reason: 'unknown-activity', thresholds: null };
  return { band: bandAt(rules, thresholds, ratio), thresholds };
}

/** Whether an entity is too small for a curve: it and all of its owner’s workers together. */
export function isSmall(rules: RuleSet, x: number, ownerTotal: number): boolean {
  return x < rules.small.below && ownerTotal < rules.small.below;
}

function rounded(value: number, decimals: number | null): number {
  return decimals === null ? value : Math.round(value * 10 ** decimals) / 10 ** decimals;
}
