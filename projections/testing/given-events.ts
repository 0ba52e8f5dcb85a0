import { v5 as uuidv5 } from 'uuid';
import type { Box, DomainEvent, EventMetadata, NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { makePosition } from '../../domain/ledger/position.js';
import type { StoredFact } from '../engine/stored-fact.js';

/** An event as a specification gives it: the rest (ids, revisions, times) is made up, the same at every run. */
export type GivenEvent<E extends DomainEvent = DomainEvent> = E extends DomainEvent
  ? { readonly stream: string; readonly type: E['type']; readonly data: E['data']; readonly boxes?: readonly Box[]; readonly synthetic?: boolean }
  : never;

const namespace = 'b4a7c3f0-5d1e-4c39-9a43-0b6f5d7f2a11';

/** An id that is the same for the same name at every run. */
export function idOf(name: string): string {
  return uuidv5(name, namespace);
}

/** The n-th moment of a specification, one second apart. */
export function momentOf(n: number): string {
  return new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();
}

/** Metadata of the n-th event. */
export function metadataOf(n: number, more: Partial<EventMetadata> = {}): EventMetadata {
  return {
    schemaVersion: 1,
    recordedAt: momentOf(n),
    commandId: idOf(`command ${n}`),
    commandName: 'Specify',
    commandHash: null,
    correlationId: idOf(`command ${n}`),
    causationId: idOf(`command ${n}`),
    actorId: idOf('actor'),
    onBehalfOf: null,
    role: 'platform-service',
    source: 'specification',
    subjects: [],
    synthetic: false,
    clock: 'wall',
    traceparent: null,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...more,
  };
}

/** Given events as facts of a log: each stream's revisions count from 0. */
export function factsOf(given: readonly GivenEvent[], logId = 'specification'): readonly StoredFact[] {
  const revisions = new Map<string, number>();
  return given.map((event, n) => {
    const revision = (revisions.get(event.stream) ?? -1) + 1;
    revisions.set(event.stream, revision);
    return {
      id: idOf(`event ${n} ${event.stream}`),
      type: event.type,
      schemaVersion: 1,
      data: event.data,
      boxes: event.boxes ?? [],
      stream: event.stream,
      revision,
      position: makePosition(logId, String(n + 1).padStart(16, '0')),
      metadata: metadataOf(n, { synthetic: event.synthetic ?? false }),
    };
  });
}

/** A fact as the event that the log stores. */
export function recordedEvent(fact: StoredFact): RecordedEvent {
  const { schemaVersion: _version, boxes, data, ...rest } = fact;
  return { ...rest, data: boxes.length === 0 ? data : { ...data, boxes: boxes as never } };
}

/** A new event of a stream, the n-th of its test. */
export function newEvent(n: number, type: string, data: NewEvent['data'], more: Partial<EventMetadata> = {}): NewEvent {
  return { id: idOf(`event ${n}`), type, data, metadata: metadataOf(n, more) };
}
