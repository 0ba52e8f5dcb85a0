// Law: an explanation is made of the very values that gave the band; it counts nothing a second time and names nobody but by reference.
import { addDays, type IsoDate } from '../standards/calendar.js';
import { atOnce, type Steps } from '../standards/steps.js';
import { assess, isSmallOn, type AssessedEntity, type PublishedWeek } from './assess.js';
import type { BandOrNone, NotRatedReason } from './band.js';
import { curveAt, type Curve, type Thresholds } from './curve.js';
import type { AppliedCap, DayCount } from './day-count.js';
import { distanceAbove, distanceBelow, type BandDistance } from './distance.js';
import type { DaySums } from './entity-days.js';
import { afterWeek, noWeeks } from './method.js';
import { methodGround, type MethodGround } from './method-ground.js';
import type { RuleSet } from './rule-set.js';
import type { Worker } from './worker.js';
import { workerWeightsInSteps, type WorkerWeight } from './worker-weights.js';

/** An entity with its workers over time and its published weeks, oldest first. */
export interface ExplainedEntity extends AssessedEntity {
  readonly workers: readonly Worker[];
  readonly weeks: readonly PublishedWeek[];
}

/** All workers of a day who count by one rule. */
export interface RuleSum {
  readonly rule: string;
  readonly side: WorkerWeight['side'];
  readonly heads: number;
  readonly weight: number;
}

/** A day by itself. */
export interface ExplainedDay {
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly rules: readonly RuleSum[];
  readonly caps: readonly AppliedCap[];
  readonly workers: readonly WorkerWeight[];
}

/** Why an entity has its band on a day. */
export interface Explanation {
  readonly ruleSet: { readonly name: string; readonly version: string };
  readonly activity: string;
  readonly day: IsoDate;
  readonly today: ExplainedDay;
  readonly method: MethodGround;
  /** The days of the method and what they sum to; those before the entity existed are none of them. */
  readonly window: { readonly first: IsoDate; readonly last: IsoDate } & DaySums;
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly ratio: number | null;
  readonly band: BandOrNone;
  readonly reason: NotRatedReason | null;
  /** Null where no curve is asked: small entities, and those without a band. */
  readonly curve: Curve | null;
  readonly thresholds: Thresholds | null;
  readonly above: BandDistance | null;
  readonly below: BandDistance | null;
}

/** Explains the band of an entity on a day. */
export function explain(rules: RuleSet, entity: ExplainedEntity, day: IsoDate): Explanation {
  return atOnce(explainInSteps(rules, entity, day));
}

/** The same, which may be left on its way. */
export function* explainInSteps(rules: RuleSet, entity: ExplainedEntity, day: IsoDate): Steps<Explanation> {
  const { activity, days, oldest, others = [], weeks, workers } = entity;
  const state = weeks.reduce((so, { band }) => afterWeek(rules, so, band), noWeeks);
  const { x, saudis, expats, ratio, method, rating } = assess(rules, entity, day, state);
  const first = addDays(day, 1 - 7 * (method === 'immediate' ? rules.window.immediate.weeks : rules.window.weeks));
  const count = days.at(day);
  const ownerTotal = others.reduce((total, other) => total + sizeOver(rules, other.sums(first, day), other.at(day)), x);
  const standing = { activity, day, x, saudis, expats, ownerTotal };
  return {
    ruleSet: { name: rules.name, version: rules.version },
    activity,
    day,
    today: {
      x: count.x,
      saudis: count.saudis,
      expats: count.expats,
      rules: ruleSums(count),
      caps: count.caps,
      workers: yield* workerWeightsInSteps(rules, activity, workers, day, count),
    },
    method: methodGround(rules, weeks, day, { small: isSmallOn(rules, entity, day), oldest }),
    window: { first, last: day, ...days.sums(first, day) },
    x,
    saudis,
    expats,
    ratio,
    band: rating.band,
    reason: rating.band === 'NOT_RATED' ? rating.reason : null,
    curve: rating.thresholds === null ? null : curveAt(rules, activity, day),
    thresholds: rating.thresholds,
    above: distanceAbove(rules, standing),
    below: distanceBelow(rules, standing),
  };
}

function sizeOver(rules: RuleSet, sums: DaySums, day: DayCount): number {
  if (rules.size.over === 'last-day') return day.x;
  return sums.days === 0 ? 0 : sums.x / sums.days;
}

/** What each rule of a day comes to, in the order of rules. */
export function ruleSums(count: DayCount): readonly RuleSum[] {
  const found = new Map<string, RuleSum>();
  const add = (rule: string, side: RuleSum['side'], heads: number, weight: number): void => {
    if (heads === 0) return;
    const key = `${rule}|${side}`;
    const so = found.get(key);
    found.set(key, { rule, side, heads: heads + (so?.heads ?? 0), weight: heads * weight + (so?.weight ?? 0) });
  };
  for (const one of count.classes) {
    add(one.rule, one.side, one.within, one.weight);
    add(one.beyond.rule, one.beyond.side, one.count - one.within, one.beyond.weight);
  }
  return [...found.values()].sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.side < b.side ? -1 : 1));
}
