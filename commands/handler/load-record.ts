import type { DomainEvent, NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent, SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { noCommands, trailOf } from './command-trail.js';
import type { LoadedRecord } from './loaded-record.js';
import type { RecordCache } from './record-cache.js';

/**
 * Reads and folds one record; a stream that holds only ledger events is a record that does not exist. With a cache,
 * only what came after the record's last reading is read and folded, and nothing of one of which nothing more can come.
 */
export async function loadRecord<S, E extends DomainEvent>(
  store: EventStore,
  registry: EventRegistry,
  type: RecordType<S, E>,
  id: string,
  cache?: RecordCache,
): Promise<LoadedRecord<S>> {
  const stream = streamOf(type.category, id);
  const known = cache?.get(type, stream);
  if (known !== undefined && type.final?.(known.state) === true) return known;
  const added = await readWholeStream(store, stream, known === undefined ? 0 : known.revision + 1);
  if (known !== undefined && added.length === 0) return known;
  const record = foldOn(registry, type, known ?? nothingOf(type, stream, id), added);
  cache?.put(type, record);
  return record;
}

/** A record with the one event more that was just appended to it. */
export function withAppended<S, E extends DomainEvent>(
  registry: EventRegistry,
  type: RecordType<S, E>,
  record: LoadedRecord<S>,
  event: NewEvent,
  { revision, position }: Pick<RecordedEvent, 'revision' | 'position'>,
): LoadedRecord<S> {
  const { id, type: eventType, data, metadata } = event;
  return foldOn(registry, type, record, [{ id, type: eventType, data, metadata, stream: record.stream, revision, position }]);
}

/** A record before its first event. */
export function nothingOf<S, E extends DomainEvent>(type: RecordType<S, E>, stream: string, id: string): LoadedRecord<S> {
  return { stream, id, state: type.initial, exists: false, revision: -1, position: null, erased: false, commands: noCommands };
}

function foldOn<S, E extends DomainEvent>(
  registry: EventRegistry,
  type: RecordType<S, E>,
  known: LoadedRecord<S>,
  added: readonly RecordedEvent[],
): LoadedRecord<S> {
  const state = foldRecord(registry, type, added, known.state);
  return {
    stream: known.stream,
    id: known.id,
    state,
    exists: type.exists(state),
    revision: known.revision + added.length,
    position: added.at(-1)?.position ?? known.position,
    erased: known.erased || added.some((event) => event.type === SubjectKeyDestroyed.type),
    commands: trailOf(known.commands, added),
  };
}

/** The state that a record's stored events give, after those of an earlier state. */
export function foldRecord<S, E extends DomainEvent>(
  registry: EventRegistry,
  type: RecordType<S, E>,
  events: readonly RecordedEvent[],
  earlier: S = type.initial,
): S {
  let state = earlier;
  for (const event of events) {
    // The registry has the event's definition, and the record type's fold switches over just these types.
    if (!isLedgerEvent(event.type)) state = type.evolve(state, registry.decode(event) as E);
  }
  return state;
}
