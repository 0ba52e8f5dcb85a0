import { createCheckpointSql } from '../../read-models/checkpoint-table.js';
import { createTableSql, schemaName } from '../../read-models/table-sql.js';
import { date, defineTable, instant, integer, json, optional, recordColumns, text, texts, uuid } from '../../read-models/table.js';
import type { Migration } from '../../bootstrap/postgres/migrate.js';
import type { DomainEvent, NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { alreadySeen, changed, firstStamp } from '../engine/one-stream.js';
import { defineProjection, defineReadModel, defineTally, tallySource, type ReadModel } from '../engine/projection.js';
import { recordIdOf } from '../engine/stored-fact.js';

/**
 * A read model made up for tests of the engine: parcels that are weighed, moved between depots, and thrown away, and
 * the weight and number of parcels in each depot.
 */
export type ParcelEvent =
  | DomainEvent<'ParcelWeighed', { readonly effectiveOn: string; readonly depotId: string; readonly weight: number }>
  | DomainEvent<'ParcelScrapped', { readonly effectiveOn: string }>;

export const parcelTable = defineTable({
  name: 'parcel',
  version: 1,
  columns: {
    ...recordColumns,
    depotId: uuid,
    weight: integer,
    moves: texts,
    note: optional(text),
    seenOn: date,
    detail: json<{ readonly weights: readonly number[] }>(),
  },
  wall: null,
  indexes: [{ columns: ['depotId', 'id'] }],
});

export const depotTable = defineTable({
  name: 'depot',
  version: 1,
  columns: { id: uuid, parcels: integer, weight: integer, changedAt: instant, lastEventId: uuid },
  wall: null,
  indexes: [],
});

const parcels = defineProjection<(typeof parcelTable)['columns'], ParcelEvent>({
  table: parcelTable,
  handles: ['ParcelWeighed', 'ParcelScrapped'],
  keysOf: (fact) => [recordIdOf(fact)],
  evolve(row, fact, key) {
    if (alreadySeen(row, fact)) return row;
    if (fact.type === 'ParcelScrapped') return null;
    const { depotId, weight, effectiveOn } = fact.data;
    if (weight < 0) throw new Error('a parcel cannot weigh less than nothing');
    const begun = row ?? { ...firstStamp(fact, key), depotId, weight, moves: [], note: null, seenOn: effectiveOn, detail: { weights: [] }, boxes: [] };
    return changed(begun, fact, { depotId, weight, moves: [...begun.moves, depotId], detail: { weights: [...begun.detail.weights, weight] } });
  },
});

const depots = defineTally<(typeof depotTable)['columns']>({
  table: depotTable,
  sources: [tallySource(parcelTable, parcels, (row) => [{ group: row.depotId, counts: { parcels: 1, weight: row.weight } }])],
  add: (total, { group, by, fact }) => ({
    id: group,
    parcels: (total?.parcels ?? 0) + (by['parcels'] ?? 0),
    weight: (total?.weight ?? 0) + (by['weight'] ?? 0),
    changedAt: fact.metadata.recordedAt,
    lastEventId: fact.id,
  }),
});

/** The read model, under a name of its own where a test needs two over one checkpoint table. */
export function parcelModel(name = 'parcels'): ReadModel {
  return defineReadModel({ name, version: 1, projections: [parcels], tallies: [depots] });
}

export const parcelMigrations: readonly Migration[] = [
  { name: 'checkpoints', sql: `create schema ${schemaName};\n${createCheckpointSql}` },
  { name: 'parcels', sql: `${createTableSql(parcelTable)}\n${createTableSql(depotTable)}` },
];

/** Reads events as they are: there is one version of each. */
export function decodeParcel(event: NewEvent): DomainEvent {
  return { type: event.type, data: event.data };
}

/** What the tables must hold after the events: reckoned without the engine. */
export function expectedParcels(events: readonly RecordedEvent[]): { readonly parcels: object; readonly depots: object } {
  const parcelsById: Record<string, { depotId: string; weight: number; weights: readonly number[]; revision: number }> = {};
  const depotsById: Record<string, { parcels: number; weight: number }> = {};
  for (const { type, stream, data, revision } of events) {
    const id = stream.slice(stream.indexOf('-') + 1);
    if (type === 'ParcelScrapped') delete parcelsById[id];
    if (type !== 'ParcelWeighed') continue;
    const depotId = data['depotId'] as string;
    const weight = Number(data['weight']);
    parcelsById[id] = { depotId, weight, weights: [...(parcelsById[id]?.weights ?? []), weight], revision };
    depotsById[depotId] ??= { parcels: 0, weight: 0 };
  }
  for (const { depotId, weight } of Object.values(parcelsById)) {
    const depot = (depotsById[depotId] ??= { parcels: 0, weight: 0 });
    depot.parcels += 1;
    depot.weight += weight;
  }
  return { parcels: parcelsById, depots: depotsById };
}
