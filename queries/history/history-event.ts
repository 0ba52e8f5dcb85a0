// Law: an event is told whole: what happened, who sent it and why, what it rests on, and what it changed.
import { z } from 'zod';
import { basisOf } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { effectiveOnOf } from '../effective-on.js';
import { erased } from '../personal/personal-schema.js';
import { fieldChanges } from './field-changes.js';
import type { PersonalStory } from './personal-changes.js';
import type { PicturedEvent } from './read-stretch.js';

const basis = z
  .strictObject({
    records: z.array(z.strictObject({ stream: z.string(), revision: z.int() })),
    aggregates: z.array(z.strictObject({ readModel: z.string(), version: z.int(), lastEventId: z.string() })),
    rules: z.array(z.strictObject({ rule: z.string(), version: z.string() })),
    unknown: z.array(z.string()),
  })
  .meta({
    description:
      'What the decision rested on: records as far as they were read, aggregates, rules by version, and conditions no fact could answer.',
  });

/** An event in a record's history. */
export const historyEvent = z.strictObject({
  id: z.uuid(),
  type: z.string(),
  summary: z.string().meta({ description: 'What an event of this type means.' }),
  schemaVersion: z.int().meta({ description: 'Version of `data` as it is shown: the newest of its type.' }),
  writtenVersion: z.int().meta({ description: 'Version in which the event was written.' }),
  revision: z.int().min(0),
  position: z.string(),
  recordedAt: z.iso.datetime(),
  effectiveOn: z.string(),
  actorId: z.string(),
  onBehalfOf: z.string().nullable(),
  role: z.string(),
  source: z.string(),
  commandId: z.string(),
  commandName: z.string(),
  causationId: z.string(),
  correlationId: z.string(),
  synthetic: z.boolean(),
  clock: z.enum(['wall', 'file']),
  basis: basis.nullable(),
  data: z.record(z.string(), z.unknown()).meta({ description: 'Open data; see /v1/catalogue/{type} for its schema.' }),
  personal: z
    .record(z.string(), z.union([erased, z.record(z.string(), z.unknown())]))
    .meta({ description: 'Sealed values, by the field that names the person.' }),
  changes: z
    .array(z.strictObject({ field: z.string(), before: z.unknown(), after: z.unknown() }))
    .meta({ description: 'The record’s fields (JSON pointers) that are another after the event than before; null where nothing stands.' }),
});

/** Tells an event of a record. */
export function toldEvent(
  registry: Pick<EventRegistry, 'decode' | 'of'>,
  { event, before, after }: PicturedEvent,
  story: PersonalStory | undefined,
): z.input<typeof historyEvent> {
  const { metadata } = event;
  const definition = registry.of(event.type);
  return {
    id: event.id,
    type: event.type,
    summary: definition.summary,
    schemaVersion: definition.version,
    writtenVersion: metadata.schemaVersion,
    revision: event.revision,
    position: event.position,
    recordedAt: metadata.recordedAt,
    effectiveOn: effectiveOnOf(event),
    actorId: metadata.actorId,
    onBehalfOf: metadata.onBehalfOf,
    role: metadata.role,
    source: metadata.source,
    commandId: metadata.commandId,
    commandName: metadata.commandName,
    causationId: metadata.causationId,
    correlationId: metadata.correlationId,
    synthetic: metadata.synthetic,
    clock: metadata.clock,
    basis: (basisOf(event) as z.input<typeof basis> | undefined) ?? null,
    data: { ...registry.decode(event).data },
    personal: { ...story?.personal },
    changes: [...fieldChanges(before, after), ...(story?.changes ?? [])],
  };
}
