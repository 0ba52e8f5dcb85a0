// Law: a reader who goes on from where he was left sees every event that is told to him exactly once, in the log's order.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { isTold } from './feed-event.js';

/** A stretch of the feed. */
export interface FeedPage {
  readonly events: readonly RecordedEvent[];
  /** Where the reader stands now, also when nothing is told. */
  readonly position: Position;
  /** True when the log's end was reached. */
  readonly end: boolean;
}

/** Most events of the log looked at for one page: a reader of a rare category is told where it stands instead of waiting. */
const mostLookedAt = 10_000;
const logPage = 1_000;

/** Up to `limit` events of the categories behind a position. */
export async function readFeed(
  store: Pick<EventStore, 'readAll'>,
  after: Position | undefined,
  limit: number,
  categories: ReadonlySet<string>,
): Promise<FeedPage> {
  const events: RecordedEvent[] = [];
  let from = after;
  for (let looked = 0; ;) {
    // Mostly every event is told; when too few were, the reader wants rare ones.
    const page = await store.readAll(from, looked === 0 ? Math.min(limit, logPage) : logPage);
    looked += page.events.length;
    for (const event of page.events) {
      if (!isTold(event, categories)) continue;
      // The page is full: the reader stands before the next event that is told, behind all he was told.
      if (events.length === limit) return { events, position: (events.at(-1) ?? event).position, end: false };
      events.push(event);
    }
    if (page.end || events.length === limit || looked >= mostLookedAt) return { events, position: page.next, end: page.end };
    from = page.next;
  }
}
