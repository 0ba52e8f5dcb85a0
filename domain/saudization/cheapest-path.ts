// Law: the least number of hires is found by counting each number from one on: caps and size limits make the ratio jump, so nothing may be skipped.
import { rate } from './curve.js';
import { compareBands, type Band } from './band.js';
import { countDay, type ClassCount } from './day-count.js';
import type { RuleSet } from './rule-set.js';
import type { IsoDate } from '../standards/calendar.js';
import type { Worker } from './worker.js';
import { classOf } from './worker-class.js';

/** Hires beyond which no band is looked for; so many times the workers there are, and at least so many. */
const MOST_TIMES = 20;
const MOST_AT_LEAST = 1_000;

/** An entity on one day, as if it had always been so: what a plan that is kept up comes to. */
export interface SpotEntity {
  readonly activity: string;
  readonly day: IsoDate;
  readonly classes: readonly ClassCount[];
  readonly certificate: boolean;
}

/** The band of a day by itself, with so many workers of a class more. */
export function spotBand(rules: RuleSet, entity: SpotEntity, more?: ClassCount): { readonly band: Band | 'NOT_RATED'; readonly ratio: number | null; readonly x: number } {
  const tally = more === undefined ? entity.classes : [...entity.classes, more];
  const { x, saudis, expats } = countDay(rules, entity.activity, tally, entity.certificate);
  const ratio = saudis + expats === 0 ? null : (100 * saudis) / (saudis + expats);
  return { band: rate(rules, { activity: entity.activity, day: entity.day, x, ratio: ratio ?? 0, saudis }).band, ratio, x };
}

/** The least number of hires like this worker with which the day reaches the band; 0 when it has it, null when no number does. */
export function cheapestPath(rules: RuleSet, entity: SpotEntity, hire: Worker, goal: Band): number | null {
  const own = classOf(rules, entity.activity, { ...hire, from: entity.day, to: null }, entity.day);
  const heads = entity.classes.reduce((total, { count }) => total + count, 0);
  const most = Math.max(MOST_AT_LEAST, MOST_TIMES * heads);
  for (let count = 0; count <= most; count += 1) {
    const { band } = spotBand(rules, entity, { class: own, count });
    if (band !== 'NOT_RATED' && compareBands(band, goal) >= 0) return count;
  }
  return null;
}
