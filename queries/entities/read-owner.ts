// Law: sealed facts of an owner’s workers are opened for one answer and kept nowhere.
import type { Pool, PoolClient } from 'pg';
import { entityIdOf } from '../../domain/entity/entity-id.js';
import type { OpenedWeighting, OwnerSources } from '../../domain/entity/owner-sources.js';
import { activitiesOf } from '../../domain/entity/establishment-facts.js';
import { weighedBy } from '../../domain/entity/person-facts.js';
import type { Position } from '../../domain/ledger/position.js';
import { establishmentFacts } from '../../read-models/entity-facts.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import { tableName } from '../../read-models/table-sql.js';
import { entityBandTable, entityEstablishmentTable, type EntityEstablishmentRow } from '../../read-models/tables/entity.js';
import { readLowestPosition } from '../lowest-position.js';
import { models } from '../model-names.js';
import type { BoxOpener } from '../personal/box-opener.js';
import type { KnownAt } from './as-known.js';
import { factsAsKnown } from './facts-as-known.js';
import { factsOfRows, type OwnerFacts } from './owner-facts.js';
import { readOwnerRows, selectRows } from './owner-rows.js';
import type { Slices } from './slices.js';
import type { LogParts } from './told-entity.js';

/** An entity by its owner and activity. */
export interface EntityPlace {
  readonly entityId: string;
  readonly ownerId: string;
  readonly activity: string;
}

/** Where an entity belongs; undefined where nobody has such an entity, or none is asked for. */
export async function readPlace(pool: Pool, entityId: string | null, logId: string): Promise<{ readonly place: EntityPlace | undefined; readonly position: Position | undefined }> {
  return inSnapshot(pool, async (db) => ({ place: entityId === null ? undefined : await placeOf(db, entityId), position: await readLowestPosition(db, [models.entities], logId) }));
}

async function placeOf(db: PoolClient, entityId: string): Promise<EntityPlace | undefined> {
  const told = await db.query<{ ownerId: string; activity: string }>({
    text: `select owner_id as "ownerId", activity from ${tableName(entityBandTable)} where id = $1::uuid`,
    values: [entityId],
  });
  const [known] = told.rows;
  if (known !== undefined) return { entityId, ...known };
  const rows = await selectRows<EntityEstablishmentRow>(db, entityEstablishmentTable, 'r.entity_id = $1::uuid', [entityId]);
  for (const row of rows) {
    const activity = activitiesOf(establishmentFacts(row)).find((one) => entityIdOf(row.ownerId, one) === entityId);
    if (activity !== undefined) return { entityId, ownerId: row.ownerId, activity };
  }
  return undefined;
}

/** What an owner's entities are counted from, sealed facts unopened: as the read model has it, or as it was known. Throws ForeignPosition for a position of another log. */
export async function readOwnerFacts(parts: LogParts & { readonly pool: Pool; readonly slices: Slices }, ownerId: string, knownAt?: KnownAt): Promise<OwnerFacts> {
  const rows = await readOwnerRows(parts.pool, ownerId);
  return knownAt === undefined ? parts.slices.run(factsOfRows(rows)) : factsAsKnown(parts, rows, knownAt);
}

/** The same with what is sealed opened. */
export async function readOwner(parts: LogParts & { readonly pool: Pool; readonly open: BoxOpener; readonly slices: Slices }, ownerId: string, knownAt?: KnownAt): Promise<OwnerSources> {
  return openedOwner(parts.open, ownerId, await readOwnerFacts(parts, ownerId, knownAt));
}

/** The facts of an owner with what is sealed opened. */
export async function openedOwner(open: BoxOpener, ownerId: string, { boxes, ...facts }: OwnerFacts): Promise<OwnerSources> {
  return { ownerId, ...facts, weightings: await openWeightings(open, facts.people, boxes) };
}

async function openWeightings(open: BoxOpener, people: OwnerFacts['people'], boxes: OwnerFacts['boxes']): Promise<ReadonlyMap<string, readonly OpenedWeighting[]>> {
  const opened = await openInParts(open, boxes);
  const byEvent = new Map(boxes.map(({ eventId }, n) => [eventId, opened[n]]));
  return new Map(
    [...people].map(([id, { weightings }]) => [
      id,
      weightings.map(({ from, eventId }) => {
        const found = byEvent.get(eventId);
        return { from, ...weighedBy(found?.kind === 'opened' ? found.values : {}) };
      }),
    ]),
  );
}

/** Boxes that are opened in one go: each that was not open before takes the processor some ten microseconds. */
const BOXES_AT_ONCE = 200;

async function openInParts(open: BoxOpener, boxes: OwnerFacts['boxes']): Promise<Awaited<ReturnType<BoxOpener>>> {
  const opened: Awaited<ReturnType<BoxOpener>>[number][] = [];
  for (let n = 0; n < boxes.length; n += BOXES_AT_ONCE) opened.push(...(await open(boxes.slice(n, n + BOXES_AT_ONCE))));
  return opened;
}
