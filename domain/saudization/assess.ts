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
}

/** Assesses an entity on a day after the weeks published so far. */
export function assess(rules: RuleSet, entity: AssessedEntity, day: IsoDate, state: MethodState): Assessment {
  const { days, activity, oldest } = entity;
  const { weeks, immediate } = rules.window;
  const over = (count: number): DaySums => days.sums(addDays(day, 1 - 7 * count), day);
  const lastWeek = over(immediate.weeks);
  const weekX = perDay(lastWeek, lastWeek.x);
  const method = methodOn(rules, state, day, { small: isSmall(rules, weekX, weekX), oldest });
  const sums = method === 'immediate' ? lastWeek : over(weeks);
  const x = rules.size.over === 'average' ? perDay(sums, sums.x) : days.at(day).x;
  const saudis = perDay(sums, sums.saudis);
  // Of the sums themselves, not of their averages: at a threshold the last bit decides.
  const both = sums.saudis + sums.expats;
  const ratio = both === 0 ? null : (100 * sums.saudis) / both;
  const rating = rate(rules, { activity, day, x, ratio: ratio ?? 0, saudis });
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
