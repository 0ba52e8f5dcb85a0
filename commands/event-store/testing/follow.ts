import type { EventStore } from '../../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { Position } from '../../../domain/ledger/position.js';

/** What a subscription gave so far, and its end. */
export interface Following {
  readonly seen: RecordedEvent[];
  /** Resolves once as many events came; rejects when the subscription fails first. */
  until(count: number): Promise<void>;
  /** Ends the subscription and waits until it is over. */
  stop(): Promise<void>;
}

/** Follows a store from behind a position, keeping all it sees of streams for which `wanted` holds. */
export function follow(store: EventStore, after: Position | undefined, wanted: (event: RecordedEvent) => boolean = () => true): Following {
  const seen: RecordedEvent[] = [];
  const stopping = new AbortController();
  const waiting = new Set<{ count: number; resolve: () => void; reject: (error: unknown) => void }>();
  let failure: unknown;
  const over = (async () => {
    try {
      for await (const page of store.subscribe(after, stopping.signal)) {
        seen.push(...page.events.filter(wanted));
        for (const waiter of waiting) if (seen.length >= waiter.count) waiter.resolve();
      }
      failure = new Error('the subscription is over');
    } catch (error) {
      failure = error;
    }
    for (const waiter of waiting) waiter.reject(failure);
  })();
  return {
    seen,
    until: (count) =>
      new Promise((resolve, reject) => {
        if (seen.length >= count) resolve();
        else if (failure !== undefined) reject(failure instanceof Error ? failure : new Error('the subscription failed'));
        else waiting.add({ count, resolve, reject });
      }),
    async stop() {
      stopping.abort();
      await over;
    },
  };
}
