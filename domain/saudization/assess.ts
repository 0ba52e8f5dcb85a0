// Law: an entity’s band on a day is that of the days before it: the method from the published weeks, the ratio from sums over sums.
import type { IsoDate } from '../standards/calendar.js';
import { isSmall, rate, type Rating } from './curve.js';
import type { DaySums, EntityDays } from './entity-days.js';
import type { BandOrNone } from './band.js';
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
  const lastWeek = days.over(7 * immediate.weeks, day);
  const method = methodOn(rules, state, day, { small: isSmallBy(rules, entity, day, lastWeek), oldest });
  const counted = 7 * (method === 'immediate' ? immediate.weeks : weeks);
  const sums = method === 'immediate' ? lastWeek : days.over(counted, day);
  const spot = rules.size.over === 'last-day';
  const x = spot ? days.at(day).x : perDay(sums, sums.x);
  const ownerTotal = others.reduce((total, other) => total + (spot ? other.at(day).x : averageX(other, day, counted)), x);
  const saudis = perDay(sums, sums.saudis);
  // Of the sums themselves, not of their averages: at a threshold the last bit decides.
  const both = sums.saudis + sums.expats;
  const ratio = both === 0 ? null : (100 * sums.saudis) / both;
  const rating = rate(rules, { activity, day, x, ratio: ratio ?? 0, saudis, ownerTotal });
  return { x, saudis, expats: perDay(sums, sums.expats), ratio, method, rating };
}

/** A published week of an entity. */
export interface PublishedWeek {
  readonly ends: IsoDate;
  readonly band: BandOrNone;
}

/** Assesses an entity on a day from its facts alone: every week since the rule set's first day is gone through. */
export function assessFromFacts(rules: RuleSet, entity: AssessedEntity, day: IsoDate): Assessment {
  let state = noWeeks;
  for (const { band } of weeksFromFacts(rules, entity, day)) state = afterWeek(rules, state, band);
  return assess(rules, entity, day, state);
}

/** The weeks of an entity that are rated and ended before a day, as they would have been published had its facts been known. */
export function* weeksFromFacts(rules: RuleSet, entity: AssessedEntity, day: IsoDate): Generator<PublishedWeek> {
  let state = noWeeks;
  for (const ends of ratedWeeks(rules, day)) {
    if (entity.days.begins === null || ends < entity.days.begins) continue;
    const { band } = assess(rules, entity, ends, state).rating;
    state = afterWeek(rules, state, band);
    yield { ends, band };
  }
}

/** Whether an entity is too small for a curve in the week that ends with the day. */
export function isSmallOn(rules: RuleSet, entity: AssessedEntity, day: IsoDate): boolean {
  return isSmallBy(rules, entity, day, entity.days.over(7 * rules.window.immediate.weeks, day));
}

function isSmallBy(rules: RuleSet, { others = [] }: AssessedEntity, day: IsoDate, lastWeek: DaySums): boolean {
  const x = perDay(lastWeek, lastWeek.x);
  return isSmall(rules, x, others.reduce((total, other) => total + averageX(other, day, 7 * rules.window.immediate.weeks), x));
}

function averageX(days: EntityDays, day: IsoDate, count: number): number {
  const sums = days.over(count, day);
  return perDay(sums, sums.x);
}

function perDay({ days }: DaySums, sum: number): number {
  return days === 0 ? 0 : sum / days;
}
