// Law: a log that cannot count its events is counted from where a read model has counted them.
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import type { ProjectionStatus } from './status.js';

const PAGE = 2_000;

/** How many events the log holds: as it says itself, else those that the furthest read model has had and those behind it. */
export async function countEvents(
  store: Pick<EventStore, 'countAfter' | 'readAll'>,
  models: readonly Pick<ProjectionStatus, 'position' | 'eventsDone'>[],
): Promise<number> {
  const counted = await store.countAfter(undefined);
  if (counted !== undefined) return counted;
  let events = 0;
  let after: Position | undefined;
  for (const { position, eventsDone } of models) {
    if (position === null || eventsDone <= events) continue;
    events = eventsDone;
    after = position;
  }
  for (;;) {
    const page = await store.readAll(after, PAGE);
    events += page.events.length;
    if (page.end) return events;
    after = page.next;
  }
}
