// Law: a follower is sent one event at a time, the next only when it took the last, and always knows where to go on.
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { Position } from '../../domain/ledger/position.js';
import { isTold, toFeedEvent, type FeedEvent } from './feed-event.js';

/** What a follower asked for. */
export interface FeedFollowing {
  readonly after: Position | undefined;
  readonly categories: ReadonlySet<string>;
  /** A comment is sent when nothing else was for so long. */
  readonly heartbeatMs: number;
  /** Ends the feed. */
  readonly signal: AbortSignal;
}

/** Pause before a follower connects anew, as EventSource is told. */
const reconnectMs = 3_000;

/** The event as a block of an event stream. */
export function sseEvent(event: FeedEvent): string {
  return `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** A sign of life; a block with an id alone moves Last-Event-ID without an event, past those that are not told. */
export function sseHeartbeat(position: Position | undefined): string {
  return position === undefined ? ': heartbeat\n\n' : `: heartbeat\nid: ${position}\n\n`;
}

/** Follows the log as blocks of an event stream, until the signal. Whoever pulls the next block has taken the last. */
export async function* followFeed(
  store: Pick<EventStore, 'subscribe'>,
  registry: Pick<EventRegistry, 'decode' | 'of'>,
  { after, categories, heartbeatMs, signal }: FeedFollowing,
): AsyncGenerator<string, void> {
  let position = after;
  yield `retry: ${reconnectMs}\n${sseHeartbeat(position)}`;
  for await (const page of orHeartbeats(store.subscribe(after, signal), heartbeatMs)) {
    if (signal.aborted) return;
    if (page === 'heartbeat') {
      yield sseHeartbeat(position);
      continue;
    }
    for (const event of page.events) {
      if (isTold(event, categories)) yield sseEvent(toFeedEvent(registry, event));
      position = event.position;
      if (signal.aborted) return;
    }
    position = page.next;
  }
}

/** The pages as they come, with a heartbeat wherever none came for so long. */
async function* orHeartbeats(pages: AsyncIterable<LogPage>, heartbeatMs: number): AsyncGenerator<LogPage | 'heartbeat', void> {
  const iterator = pages[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const first = await within(next, heartbeatMs);
      if (first === 'late') {
        yield 'heartbeat';
        continue;
      }
      if (first.done === true) return;
      yield first.value;
      next = iterator.next();
    }
  } finally {
    next.catch(() => undefined);
    await iterator.return?.();
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
