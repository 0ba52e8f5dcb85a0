// Law: the catalogue is made from the definitions by which events are written and read; it cannot say anything else.
import { z } from 'zod';
import type { EventDefinition } from '../../domain/ledger/event-definition.js';
import { ledgerEvents } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';

/** An event type in the catalogue. */
export const catalogueEntry = z.strictObject({
  type: z.string(),
  summary: z.string(),
  category: z.string().nullable().meta({ description: 'Kind of record in whose streams it stands; null for events of the ledger itself.' }),
  version: z.int().min(1).meta({ description: 'Newest version: the one in which data is always given.' }),
  olderVersions: z.array(z.int()).meta({ description: 'Versions that may still stand in the log; they are read as the newest.' }),
  data: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of the open data.' }),
  sealed: z
    .array(z.strictObject({ part: z.string(), fields: z.array(z.string()) }))
    .meta({ description: 'Sealed fields, by the open field that names their person.' }),
});

export type CatalogueEntry = z.input<typeof catalogueEntry>;

/** What the catalogue says of an event type. */
export function eventEntry(definition: EventDefinition, category: string | null): CatalogueEntry {
  const { type, summary, version, data, personal } = definition;
  const { $schema: _dialect, ...schema } = z.toJSONSchema(data, { io: 'output', unrepresentable: 'any' });
  return {
    type,
    summary,
    category,
    version,
    olderVersions: Array.from({ length: version - 1 }, (_, n) => n + 1),
    data: schema,
    sealed: personal.map(({ part, schema: { shape } }) => ({ part, fields: Object.keys(shape) })),
  };
}

/** Every event type: those of the ledger itself, then those of each type of record, in their order of life. */
export function eventCatalogue(records: readonly RecordType[]): ReadonlyMap<string, CatalogueEntry> {
  const entries = [
    ...ledgerEvents.map((definition) => eventEntry(definition, null)),
    ...records.flatMap((record) => record.events.map((definition) => eventEntry(definition, record.category))),
  ];
  return new Map(entries.map((entry) => [entry.type, entry]));
}
