// Law: an owner's entities too small for a curve that are together large enough for one stand on it as one; every other stands alone.
import type { RuleSet } from './rule-set.js';

/** An owner's workers in one Nitaqat activity. */
export interface OwnedEntity {
  readonly activity: string;
  readonly x: number;
}

/** What is rated as one: the activity of its curve, and the entities in it. */
export interface RatedEntity<T extends OwnedEntity> {
  readonly activity: string;
  readonly members: readonly T[];
}

/** How the entities of one owner are rated; those without workers are left as they are. */
export function ratedEntities<T extends OwnedEntity>(rules: RuleSet, entities: readonly T[]): readonly RatedEntity<T>[] {
  const { combineUpTo, combinedActivity } = rules.small;
  const small = entities.filter(({ x }) => x > 0 && x <= combineUpTo);
  const combined = small.length > 1 && small.reduce((total, { x }) => total + x, 0) > combineUpTo;
  const alone = combined ? entities.filter((one) => !small.includes(one)) : entities;
  return [...alone.map((one) => ({ activity: one.activity, members: [one] })), ...(combined ? [{ activity: combinedActivity, members: small }] : [])];
}
