import { appendOneByOne } from '../../domain/ledger/append-in-order.js';
import type { EventStore } from '../../domain/ledger/event-store.js';

/** A store that does as the inner one, but for what is said. */
export function storeAround(inner: EventStore, change: Partial<EventStore>): EventStore {
  return {
    logId: inner.logId,
    append: (stream, expected, events) => inner.append(stream, expected, events),
    // Appends that are changed are changed here too.
    appendInOrder: (appends) => (change.append === undefined ? inner.appendInOrder(appends) : appendOneByOne(change.append, appends)),
    readStream: (stream, from, limit) => inner.readStream(stream, from, limit),
    readAll: (after, limit) => inner.readAll(after, limit),
    subscribe: (after, signal) => inner.subscribe(after, signal),
    head: () => inner.head(),
    countAfter: (after) => inner.countAfter(after),
    ...change,
  };
}
