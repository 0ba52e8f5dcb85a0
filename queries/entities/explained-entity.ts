// Law: an entity is explained by the facts, the bands and the rule set that were known at one place of the log.
import type { Pool } from 'pg';
import type { CountedEntity } from '../../domain/entity/owner-bands.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { explainInSteps, type Explanation } from '../../domain/saudization/explain.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { weekBefore } from '../../domain/saudization/method.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { KnownAt } from './as-known.js';
import { publishedWeeks, ratedWith } from './counted-entity.js';
import { areTooFewToTell, asOpenlyKnown } from './few-saudis.js';
import { readOwner } from './read-owner.js';
import type { Slices } from './slices.js';
import { readRuleSets, timelineOf, toldOf, type LogParts } from './told-entity.js';

/** An explanation, and what it was made of. */
export interface ExplainedEntity {
  readonly rules: RuleSet;
  readonly told: Explanation;
  /** What the entity is rated as: itself, or small entities of its owner together. */
  readonly rated: CountedEntity;
  /** True where nothing sealed was looked at, since there are too few of whom it could be. */
  readonly openAlone: boolean;
}

/** Who is told: officials all of it, employers what is sealed in one sum alone. */
export type ToldTo = 'officials' | 'employers';

/** Why an entity has its band on a day, as it was known; undefined where it did not exist then. Throws ForeignPosition for a position of another log. */
export async function explainedEntity(
  parts: LogParts & { readonly pool: Pool; readonly open: BoxOpener; readonly slices: Slices },
  { entityId, ownerId }: { readonly entityId: string; readonly ownerId: string },
  asOf: IsoDate,
  knownAt: KnownAt,
  to: ToldTo,
): Promise<ExplainedEntity | undefined> {
  const rules = ruleSetOn(await readRuleSets(parts, knownAt), asOf);
  const found = await parts.slices.run(ratedWith(rules, await readOwner(parts, ownerId, knownAt), entityId, asOf));
  if (found === undefined) return undefined;
  const { others, activity } = found;
  const openAlone = to === 'employers' && areTooFewToTell(found.rated.placed, asOf);
  const rated = openAlone ? await parts.slices.run(asOpenlyKnown(rules, found.rated)) : found.rated;
  const timeline = timelineOf(parts, await toldOf(parts, rated.entityId, knownAt));
  const weeks = publishedWeeks(timeline, weekBefore(rules, asOf));
  const told = await parts.slices.run(explainInSteps(rules, { activity, days: rated.days, oldest: rated.oldest, others, weeks, workers: rated.facts.workers }, asOf));
  return { rules, rated, told, openAlone };
}
