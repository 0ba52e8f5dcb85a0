// Law: the feed says what happened and never who a person is: open data only, no box, no basis, no claim.
import { z } from 'zod';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import { effectiveOnOf } from '../effective-on.js';

/** An event as the feed tells it. */
export const feedEvent = z.strictObject({
  position: z.string(),
  id: z.uuid(),
  type: z.string(),
  schemaVersion: z.int().meta({ description: 'Version of `data`: the newest of its type.' }),
  stream: z.string(),
  revision: z.int().min(0),
  recordedAt: z.iso.datetime(),
  effectiveOn: z.string(),
  data: z.record(z.string(), z.unknown()).meta({ description: 'Open data; see /v1/catalogue/{type} for its schema.' }),
  subjects: z.array(z.string()).meta({ description: 'Key ids of the people of whom the event has sealed values.' }),
  causationId: z.string(),
  correlationId: z.string(),
  synthetic: z.boolean(),
});

export type FeedEvent = z.input<typeof feedEvent>;

/** Whether a reader of those categories is told of an event. That a key was destroyed concerns whoever may keep what it opened. */
export function isTold(event: Pick<RecordedEvent, 'stream' | 'type'>, categories: ReadonlySet<string>): boolean {
  if (event.type === SubjectKeyDestroyed.type) return true;
  const category = parseStream(event.stream)?.category;
  return category !== undefined && categories.has(category);
}

/**
 * The categories that can be told: streams of records, and of the ledger itself. All else, such as the streams of
 * claims, is the ledger's own bookkeeping.
 */
export function toldCategories(records: readonly Pick<RecordType, 'category'>[]): readonly string[] {
  return ['ledger', ...records.map((record) => record.category)];
}

/** Tells an event. Throws UnknownEvent for a type or version that this program does not know. */
export function toFeedEvent(registry: Pick<EventRegistry, 'decode' | 'of'>, event: RecordedEvent): FeedEvent {
  const { metadata } = event;
  return {
    position: event.position,
    id: event.id,
    type: event.type,
    schemaVersion: registry.of(event.type).version,
    stream: event.stream,
    revision: event.revision,
    recordedAt: metadata.recordedAt,
    effectiveOn: effectiveOnOf(event),
    data: { ...registry.decode(event).data },
    subjects: [...metadata.subjects],
    causationId: metadata.causationId,
    correlationId: metadata.correlationId,
    synthetic: metadata.synthetic,
  };
}
