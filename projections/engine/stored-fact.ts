// Law: a fold sees an event in its type's newest version, its boxes unopened beside it.
import { boxesOf, type Box, type DomainEvent, type EventMetadata, type NewEvent, type RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { parseStream } from '../../domain/ledger/stream-name.js';

/** An event as projections fold it. */
export type StoredFact<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? {
      readonly id: string;
      readonly type: E['type'];
      /** As stored; `data` is brought up to the newest. */
      readonly schemaVersion: number;
      readonly data: E['data'];
      readonly boxes: readonly Box[];
      readonly stream: string;
      readonly revision: number;
      readonly position: Position;
      readonly metadata: EventMetadata;
    }
  : never;

/** A stored event in its newest version: the event registry's `decode`. */
export type Decode = (event: NewEvent) => DomainEvent;

/** The fact that a stored event is to a fold. Throws what `decode` throws for a type or version that nobody knows. */
export function storedFact(event: RecordedEvent, decode: Decode): StoredFact {
  return {
    id: event.id,
    type: event.type,
    schemaVersion: event.metadata.schemaVersion,
    data: decode(event).data,
    boxes: boxesOf(event),
    stream: event.stream,
    revision: event.revision,
    position: event.position,
    metadata: event.metadata,
  };
}

/** The id of the record whose stream the fact stands in. */
export function recordIdOf(fact: Pick<StoredFact, 'stream'>): string {
  const parts = parseStream(fact.stream);
  if (parts === undefined) throw new Error(`${fact.stream} is not the stream of a record`);
  return parts.id;
}
