// Law: the command line tells of an entity what the API tells, from the same log and read model; of workers it shows nothing that is sealed.
import type { Pool } from 'pg';
import { spanOf } from '../../../domain/entity/band-timeline.js';
import type { EventRegistry } from '../../../domain/ledger/event-registry.js';
import type { EventStore } from '../../../domain/ledger/event-store.js';
import { isRecordId, parseStream, streamOf } from '../../../domain/ledger/stream-name.js';
import type { Vault } from '../../../domain/ledger/vault.js';
import { ruleSetOn } from '../../../domain/rule-set/in-force.js';
import { explain } from '../../../domain/saudization/explain.js';
import type { IsoDate } from '../../../domain/standards/calendar.js';
import { publishedWeeks, ratedWith } from '../../../queries/entities/counted-entity.js';
import { tellBand } from '../../../queries/entities/entity-answers.js';
import { dayForEmployer } from '../../../queries/entities/explanation-answer.js';
import { readOwner, readPlace, type EntityPlace } from '../../../queries/entities/read-owner.js';
import { isClosed, readRuleSets, timelineOf, toldOf } from '../../../queries/entities/told-entity.js';
import { weekBefore } from '../../../queries/http/entity-request.js';
import { createBoxOpener } from '../../../queries/personal/box-opener.js';
import { UsageError } from '../exit-codes.js';

/** What of an open ledger is read. */
export interface TellParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly registry: EventRegistry;
  readonly vault: Vault;
}

/** An entity's band on a day. */
export interface ToldBand extends ReturnType<typeof tellBand> {
  readonly entityId: string;
  readonly activity: string;
  readonly ownerId: string;
  readonly asOf: IsoDate;
  /** Last day of the newest week that had ended before the day. */
  readonly week: IsoDate;
  readonly closed: boolean;
  readonly basis: { readonly stream: string; readonly revision: number } | null;
}

/** The entity that a text names by id, stream or path. Throws UsageError where there is none. */
export async function namedEntity({ pool, store }: TellParts, text: string): Promise<EntityPlace> {
  const name = text.replace(/^\/?(v1\/)?entities\//, '').replace(/\/saudization$/, '');
  const id = parseStream(name)?.category === 'entity' ? parseStream(name)?.id : name;
  const { place } = id !== undefined && isRecordId(id) ? await readPlace(pool, id, store.logId) : {};
  if (place === undefined) throw new UsageError(`${text}: there is no such entity`);
  return place;
}

/** The band of an entity on a day, as it was published. */
export async function tellEntity(parts: TellParts, { entityId, activity, ownerId }: EntityPlace, asOf: IsoDate): Promise<ToldBand> {
  const rules = ruleSetOn(await readRuleSets(parts), asOf);
  const week = weekBefore(rules, asOf);
  const events = await toldOf(parts, entityId, undefined);
  const timeline = timelineOf(parts, events);
  const span = spanOf(timeline, week);
  const said = span === undefined ? undefined : events[timeline.spans.indexOf(span)];
  return {
    entityId,
    activity,
    ownerId,
    asOf,
    week,
    closed: await isClosed(parts, week, undefined),
    ...tellBand(span?.said, week < rules.from ? 'before-the-rules' : 'not-published'),
    basis: said === undefined ? null : { stream: streamOf('entity', entityId), revision: said.revision },
  };
}

/** Why the entity has its band on a day, by the facts as they are known; sealed categories show in one sum. Undefined where it does not exist then. */
export async function explainEntity(parts: TellParts, { entityId, ownerId }: EntityPlace, asOf: IsoDate) {
  const rules = ruleSetOn(await readRuleSets(parts), asOf);
  const found = ratedWith(rules, await readOwner({ pool: parts.pool, open: createBoxOpener(parts) }, ownerId), entityId, asOf);
  if (found === undefined) return undefined;
  const { rated, others, activity } = found;
  const weeks = publishedWeeks(timelineOf(parts, await toldOf(parts, rated.entityId, undefined)), weekBefore(rules, asOf));
  const { today, ...told } = explain(rules, { activity, days: rated.days, oldest: rated.oldest, others, weeks, workers: rated.facts.workers }, asOf);
  const places = new Set(rated.placed.map(({ establishmentId }) => establishmentId));
  return { entityId, ...told, today: dayForEmployer(rules, { today, ...told }, rated.placed, places) };
}
