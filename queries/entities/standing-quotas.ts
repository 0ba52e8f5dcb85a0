// Law: how an entity stands to the quotas of professions is counted from the same facts as its band, on any day and as known at any place; nothing sealed is opened for it.
import type { Pool } from 'pg';
import { entitiesInSteps } from '../../domain/entity/entity-facts.js';
import { factChoices } from '../../domain/entity/fact-choices.js';
import { quotaEstablishments, quotaWorkers } from '../../domain/entity/quota-facts.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { quotaStandings, type QuotaStanding } from '../../domain/saudization/quotas.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { KnownAt } from './as-known.js';
import { ratedWith } from './counted-entity.js';
import { openedOwner, readOwnerFacts, type EntityPlace } from './read-owner.js';
import type { Slices } from './slices.js';
import { readRuleSets, type LogParts } from './told-entity.js';

/** How an entity stands to the quotas that it comes under. */
export interface StandingQuotas {
  readonly rules: Pick<RuleSet, 'name' | 'version'>;
  readonly standings: readonly QuotaStanding[];
  /** Where each worker of the day works. */
  readonly placesOf: ReadonlyMap<string, readonly string[]>;
}

/** The quotas of an entity on a day; none where it is not there. Of small entities that count as one: of all of them together. Throws ForeignPosition for a position of another log. */
export async function standingQuotas(
  parts: LogParts & { readonly pool: Pool; readonly open: BoxOpener; readonly slices: Slices },
  { entityId, ownerId, activity }: EntityPlace,
  asOf: IsoDate,
  knownAt: KnownAt,
): Promise<StandingQuotas> {
  const rules = ruleSetOn(await readRuleSets(parts, knownAt), asOf);
  const facts = await readOwnerFacts(parts, ownerId, knownAt);
  const sources = { ownerId, ...facts, weightings: new Map() };
  // Which of them count as one depends on how they count, and so on what is sealed.
  const together = activity === rules.small.combinedActivity ? (await parts.slices.run(ratedWith(rules, await openedOwner(parts.open, ownerId, facts), entityId, asOf)))?.members : undefined;
  const members = together ?? (await parts.slices.run(entitiesInSteps(rules, factChoices, sources))).filter((one) => one.entityId === entityId);
  const workers = quotaWorkers(members.flatMap(({ placed }) => placed), facts.accreditations, asOf);
  const establishments = members.flatMap((one) => quotaEstablishments(facts.establishments, one.activity, asOf));
  const placesOf = new Map<string, string[]>();
  for (const { ref, establishment } of workers) placesOf.set(ref, [...(placesOf.get(ref) ?? []), establishment]);
  return { rules, standings: quotaStandings(rules, establishments, workers, asOf), placesOf };
}
