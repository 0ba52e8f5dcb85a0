// Law: the log's newest events are read once and handed to every runner near the head; a runner behind them reads its own pages, and meets them without a gap.
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { comparePositions, ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { backoffDelay, infrastructureBackoff, pause } from './backoff.js';
import { sharePages } from './shared-pages.js';

/** Where runners read the log. */
export interface Feed {
  /**
   * The next page after a position, waiting for events when there are none. Its `next` lies after `after`. Undefined
   * when the signal came first. Throws ForeignPosition when the log no longer has that position.
   */
  read(after: Position | undefined, limit: number, signal: AbortSignal): Promise<LogPage | undefined>;
  /** The newest position known to the process; undefined before the first look. */
  head(): Position | undefined;
}

export interface FeedWindow extends Feed {
  /** Ends the subscription. Reads that wait give undefined. */
  close(): Promise<void>;
}

export interface FeedWindowOptions {
  readonly store: EventStore;
  /** Events kept for runners near the head. */
  readonly events: number;
  /** Hears of every failure of the subscription; it is tried again for ever. */
  readonly onError: (error: unknown) => void;
}

/** Pages kept for runners that are behind together. */
const pagesKept = 4;

/** Opens the shared tail of the log. */
export function openFeedWindow({ store, events: capacity, onError }: FeedWindowOptions): FeedWindow {
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  const behind = sharePages(store, pagesKept);
  let kept: RecordedEvent[] = [];
  /** Events after `start` up to `end` are kept, all of them. */
  let start: Position | undefined;
  let end: Position | undefined;
  /** How often the log was found put back to an earlier copy: who waited behind its end before then must look anew. */
  let putBack = 0;

  const take = (page: LogPage): void => {
    kept.push(...page.events);
    end = page.next;
    if (kept.length > capacity) {
      const dropped = kept.length - Math.ceil(capacity / 2);
      start = kept[dropped - 1]?.position ?? start;
      kept = kept.slice(dropped);
    }
    wake();
  };
  const wake = (): void => {
    const woken = [...waiting];
    waiting.clear();
    for (const resume of woken) resume();
  };
  const change = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      if (signal.aborted || closing.signal.aborted) {
        resolve();
        return;
      }
      waiting.add(done);
      signal.addEventListener('abort', done);
    });

  const follow = async (): Promise<void> => {
    let failures = 0;
    while (!closing.signal.aborted) {
      try {
        if (end === undefined) {
          start = await store.head();
          end = start;
          wake();
        }
        for await (const page of store.subscribe(end, closing.signal)) {
          failures = 0;
          take(page);
        }
        // A subscription has no end but the signal: one that ends otherwise is taken up again as after a failure.
        failures += 1;
      } catch (error) {
        failures += 1;
        if (error instanceof ForeignPosition) {
          behind.clear();
          kept = [];
          start = end = undefined;
          putBack += 1;
          wake();
        }
        if (!closing.signal.aborted) onError(error);
      }
      await pause(backoffDelay(infrastructureBackoff, Math.max(failures, 1), Math.random()), closing.signal);
    }
  };
  const following = follow();

  const fromMemory = (after: Position, limit: number): LogPage | undefined => {
    if (start === undefined || end === undefined) return undefined;
    if (comparePositions(after, start) < 0 || comparePositions(after, end) >= 0) return undefined;
    const first = firstAfter(kept, after);
    const events = kept.slice(first, first + limit);
    const last = first + limit < kept.length ? events.at(-1)?.position : undefined;
    return { events, next: last ?? end, end: last === undefined };
  };
  const isAhead = (after: Position): boolean => end !== undefined && comparePositions(after, end) >= 0;

  return {
    async read(after, limit, signal) {
      const began = putBack;
      while (!signal.aborted && !closing.signal.aborted) {
        if (putBack !== began) throw new ForeignPosition('the log was put back to an earlier copy');
        if (after !== undefined) {
          const page = fromMemory(after, limit);
          if (page !== undefined) {
            behind.clear();
            return page;
          }
          if (isAhead(after)) {
            await change(signal);
            continue;
          }
        }
        const before = end;
        const page = await behind.read(after, limit);
        if (page.events.length > 0 || (after !== undefined && comparePositions(page.next, after) > 0)) return page;
        // Nothing there: wait, unless something came while we looked.
        if (end === before) await change(signal);
      }
      return undefined;
    },
    head: () => end,
    async close() {
      closing.abort();
      wake();
      await following;
    },
  };
}

/** Index of the first event behind a position; the events are in the log's order. */
function firstAfter(events: readonly RecordedEvent[], after: Position): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event !== undefined && comparePositions(event.position, after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
