// Law: pages follow one another without gap or repeat until the signal, from the last one that its reader came back from; an outage
// only makes the next one late.
import { StoreUnavailable, type LogPage } from '../../../domain/ledger/event-store.js';
import { doubled, pause } from '../pause.js';
import { CallFailed } from './call-failure.js';
import type { LogEndFinder } from './log-end.js';
import { positionAt, type Place } from './log-place.js';
import { ServerSubscription, type SubscriptionParts } from './server-subscription.js';

const SHORTEST_OUTAGE_MS = 10;
const LONGEST_OUTAGE_MS = 2_000;

/** Follows the log from behind a place. Yields no empty page. Throws ForeignPosition when the log ends before that place, or has no record there. */
export async function* followLog(
  parts: SubscriptionParts,
  finder: LogEndFinder,
  after: Place,
  signal: AbortSignal,
): AsyncGenerator<LogPage, void> {
  let handled = after;
  let outage = SHORTEST_OUTAGE_MS;
  while (!signal.aborted) {
    let subscription: ServerSubscription | undefined;
    try {
      // At the start and after an outage the log may be another copy, cut off before what this reader has seen.
      const end = await finder.refuseBeyond(handled);
      if (signal.aborted) return;
      subscription = await ServerSubscription.open(parts, handled);
      for (;;) {
        const batch = await subscription.take(signal);
        if (batch === undefined) return;
        outage = SHORTEST_OUTAGE_MS;
        if (batch.events.length > 0) {
          const atEnd = batch.caughtUp || batch.seen >= end.record;
          yield { events: batch.events, next: positionAt(parts.logId, batch.seen), end: atEnd };
        }
        handled = batch.seen;
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof CallFailed)) throw error;
      outage = doubled(outage, LONGEST_OUTAGE_MS);
      await pause(outage * (0.5 + Math.random() / 2), signal);
    } finally {
      subscription?.cancel();
    }
  }
}
