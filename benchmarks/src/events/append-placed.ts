import type { NewEvent } from '../../../dist/domain/ledger/event.js';
import type { EventStore } from '../../../dist/domain/ledger/event-store.js';
import type { PlacedEvent } from './permit-events.js';

const AT_ONCE = 256;

/** Appends events through the store's own port, many at once, each stream's in its order. */
export async function appendPlaced(store: EventStore, events: Iterable<PlacedEvent>): Promise<void> {
  const lastOf = new Map<string, Promise<unknown>>();
  const underWay = new Set<Promise<unknown>>();
  for (const { stream, revision, ...event } of events) {
    while (underWay.size >= AT_ONCE) await Promise.race(underWay);
    const before = lastOf.get(stream) ?? Promise.resolve();
    // The ports take any JSON; the events are those of the ledger.
    const appended = before.then(() => store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event as unknown as NewEvent]));
    lastOf.set(stream, appended);
    underWay.add(appended);
    void appended.finally(() => {
      underWay.delete(appended);
      if (lastOf.get(stream) === appended) lastOf.delete(stream);
    });
  }
  await Promise.all(underWay);
}
