// Law: an owner’s entities are rated together, for how large he is elsewhere tells which of them are small, and small ones may count as one.
import { assess, type Assessment } from '../saudization/assess.js';
import { entityDaysInSteps, type EntityDays } from '../saudization/entity-days.js';
import type { MethodState } from '../saudization/method.js';
import { ratedEntities } from '../saudization/owner-entities.js';
import type { RuleSet } from '../saudization/rule-set.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import { atOnce, type Steps } from '../standards/steps.js';
import type { OwnedFacts } from './entity-facts.js';
import { entityIdOf } from './entity-id.js';
import type { PublishedBand } from './events.js';

/** An entity whose days are counted. */
export interface CountedEntity extends OwnedFacts {
  readonly days: EntityDays;
}

/** An owner’s entities, counted by one rule set. */
export interface CountedOwner {
  readonly ownerId: string;
  readonly entities: readonly CountedEntity[];
  /** Those of his entities counted as one, on the curve of such. */
  combined(members: readonly CountedEntity[]): CountedEntity;
}

/** What an entity comes to in a week. */
export interface EntityBand {
  readonly entityId: string;
  readonly activity: string;
  readonly said: PublishedBand;
}

/** Counts the days of an owner’s entities. Days of those that count as one are counted when they are asked for, once. */
export function countOwner(rules: RuleSet, ownerId: string, facts: readonly OwnedFacts[]): CountedOwner {
  return atOnce(ownerInSteps(rules, ownerId, facts));
}

/** The same, which may be left on its way. */
export function* ownerInSteps(rules: RuleSet, ownerId: string, facts: readonly OwnedFacts[]): Steps<CountedOwner> {
  const known = new Map<string, CountedEntity>();
  const entities: CountedEntity[] = [];
  for (const one of facts) entities.push({ ...one, days: yield* entityDaysInSteps(rules, one.facts) });
  return {
    ownerId,
    entities,
    combined(members) {
      const key = members.map(({ activity }) => activity).join(' ');
      const found = known.get(key) ?? combine(rules, ownerId, members);
      known.set(key, found);
      return found;
    },
  };
}

function combine(rules: RuleSet, ownerId: string, members: readonly CountedEntity[]): CountedEntity {
  const activity = rules.small.combinedActivity;
  const facts = {
    activity,
    opened: members.flatMap((one) => one.facts.opened),
    mowaamah: members.flatMap((one) => one.facts.mowaamah),
    workers: members.flatMap((one) => one.facts.workers),
  };
  const oldest = members.flatMap((one) => one.oldest ?? []).sort()[0] ?? null;
  const placed = members.flatMap((one) => one.placed);
  return { entityId: entityIdOf(ownerId, activity), activity, facts, placed, oldest, days: atOnce(entityDaysInSteps(rules, facts)) };
}

/** What of an owner is rated as one. */
export interface RatedAsOne {
  /** Activity of the curve. */
  readonly activity: string;
  /** Counted as one, with its days. */
  readonly rated: CountedEntity;
  readonly members: readonly CountedEntity[];
  /** The days of his other entities. */
  readonly others: readonly EntityDays[];
}

/** How an owner’s entities are rated in the week that ends on a day. Entities that do not exist yet are left out. */
export function ratedOf(rules: RuleSet, owner: CountedOwner, week: IsoDate): readonly RatedAsOne[] {
  const there = owner.entities.filter(({ days }) => days.begins !== null && days.begins <= week);
  const sized = there.map((entity) => ({ activity: entity.activity, x: sizeIn(entity.days, week), entity }));
  return ratedEntities(rules, sized).flatMap(({ activity, members: found }) => {
    const members = found.map(({ entity }) => entity);
    const [first, ...more] = members;
    if (first === undefined) return [];
    const rated = more.length === 0 ? first : owner.combined(members);
    return [{ activity, rated, members, others: there.filter((one) => !members.includes(one)).map(({ days }) => days) }];
  });
}

/**
 * The bands of an owner’s entities in the week that ends on a day, after their published weeks. Entities that count as one have the
 * band of the one, which is told beside them.
 */
export function bandsOfOwner(rules: RuleSet, owner: CountedOwner, week: IsoDate, stateOf: (entityId: string) => MethodState): readonly EntityBand[] {
  return ratedOf(rules, owner, week).flatMap(({ activity, rated, members, others }) => {
    const found = assess(rules, { activity, days: rated.days, oldest: rated.oldest, others }, week, stateOf(rated.entityId));
    const said = sayingOf(rules, activity, found);
    const told = members.map((one) => ({ entityId: one.entityId, activity: one.activity, said }));
    return members.includes(rated) ? told : [...told, { entityId: rated.entityId, activity, said }];
  });
}

/** An assessment as events tell it. */
export function sayingOf(rules: RuleSet, curve: string, { rating, method, ratio, x, saudis, expats }: Assessment): PublishedBand {
  return {
    band: rating.band,
    reason: rating.band === 'NOT_RATED' ? rating.reason : null,
    method,
    ratio,
    x,
    saudis,
    expats,
    thresholds: rating.thresholds,
    // The owner’s activities and the rule set’s own are all codes of curves.
    curve: curve as PublishedBand['curve'],
    ruleSet: { name: rules.name, version: rules.version },
  };
}

/** Workers on an average day of the week. */
function sizeIn(days: EntityDays, week: IsoDate): number {
  const sums = days.sums(addDays(week, -6), week);
  return sums.days === 0 ? 0 : sums.x / sums.days;
}
