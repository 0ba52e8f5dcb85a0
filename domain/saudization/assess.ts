// Law: an entity’s band on a day is that of the days before it: the method from the published weeks, the ratio from sums over sums.
import { addDays, type IsoDate } from '../standards/calendar.js';
import { isSmall, rate, type Rating } from './curve.js';
import type { DaySums, EntityDays } from './entity-days.js';
import { afterWeek, methodOn, noWeeks, ratedWeeks, type Method, type MethodState } from './method.js';
import type { RuleSet } from './rule-set.js';

/** What an entity comes to on a day. Averages are over the days of the method. */
export interface Assessment {
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  /** Percent; null where nobody counts on either side. */
  readonly ratio: number | null;
  readonly method: Method;
  readonly rating: Rating;
}

/** Who is assessed: its days, and what its owner has beside it. */
export interface AssessedEntity {
  readonly activity: string;
  readonly days: EntityDays;
  /** First day of its oldest establishment; null where none is known. */
  readonly oldest: IsoDate | null;
  /** The owner's other entities: with many workers elsewhere, no entity of his is small. */
  readonly others?: readonly EntityDays[];
}

/** Assesses an entity on a day after the weeks published so far. */
export function assess(rules: RuleSet, entity: AssessedEntity, day: IsoDate, state: MethodState): Assessment {
  const { days, activity, oldest, others = [] } = entity;
  const { weeks, immediate } = rules.window;
  const over = (count: number, whose = days): DaySums => whose.sums(addDays(day, 1 - 7 * count), day);
  const averageX = (count: number, whose = days): number => perDay(over(count, whose), over(count, whose).x);
  const ownerTotal = (own: number, of: (other: EntityDays) => number): number => others.reduce((total, other) => total + of(other), own);
  const weekX = averageX(immediate.weeks);
  const small = isSmall(rules, weekX, ownerTotal(weekX, (other) => averageX(immediate.weeks, other)));
  const method = methodOn(rules, state, day, { small, oldest });
  const counted = method === 'immediate' ? immediate.weeks : weeks;
  const sums = over(counted);
  const sizeOf = (whose: EntityDays): number => (rules.size.over === 'average' ? averageX(counted, whose) : whose.at(day).x);
  const x = sizeOf(days);
  const saudis = perDay(sums, sums.saudis);
  // Of the sums themselves, not of their averages: at a threshold the last bit decides.
  const both = sums.saudis + sums.expats;
  const ratio = both === 0 ? null : (100 * sums.saudis) / both;
  const rating = rate(rules, { activity, day, x, ratio: ratio ?? 0, saudis, ownerTotal: ownerTotal(x, sizeOf) });
  return { x, saudis, expats: perDay(sums, sums.expats), ratio, method, rating };
}

/** Assesses an entity on a day from its facts alone: every week since the rule set's first day is gone through. */
export function assessFromFacts(rules: RuleSet, entity: AssessedEntity, day: IsoDate): Assessment {
  let state = noWeeks;
  for (const end of ratedWeeks(rules, day)) {
    if (entity.days.begins === null || end < entity.days.begins) continue;
    state = afterWeek(rules, state, assess(rules, entity, end, state).rating.band);
  }
  return assess(rules, entity, day, state);
}

function perDay({ days }: DaySums, sum: number): number {
  return days === 0 ? 0 : sum / days;
}
