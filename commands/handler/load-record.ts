import type { DomainEvent, RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';

/** A record folded from its own stream, with the events it was folded from. */
export interface LoadedRecord<S> {
  readonly stream: string;
  readonly id: string;
  readonly state: S;
  readonly exists: boolean;
  /** Revision of the stream's last event, -1 for none: also when it holds only a fence, and the record does not exist. */
  readonly revision: number;
  readonly events: readonly RecordedEvent[];
}

export type LoadRecord = <S, E extends DomainEvent>(type: RecordType<S, E>, id: string) => Promise<LoadedRecord<S>>;

/** Reads and folds one record; a stream that holds only ledger events is a record that does not exist. */
export async function loadRecord<S, E extends DomainEvent>(
  store: EventStore,
  registry: EventRegistry,
  type: RecordType<S, E>,
  id: string,
): Promise<LoadedRecord<S>> {
  const stream = streamOf(type.category, id);
  const events = await readWholeStream(store, stream);
  const state = foldRecord(registry, type, events);
  return { stream, id, state, exists: type.exists(state), revision: events.length - 1, events };
}

/** The state that a record's stored events give. */
export function foldRecord<S, E extends DomainEvent>(
  registry: EventRegistry,
  type: RecordType<S, E>,
  events: readonly RecordedEvent[],
): S {
  let state = type.initial;
  for (const event of events) {
    // The registry has the event's definition, and the record type's fold switches over just these types.
    if (!isLedgerEvent(event.type)) state = type.evolve(state, registry.decode(event) as E);
  }
  return state;
}
