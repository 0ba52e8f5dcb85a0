// Law: an append is refused for itself or it stops all behind it; nothing is sent past an open outcome.
import { RefusedAppend, StoreUnavailable, WrongRevision, type Appended, type EventStore, type OrderedAppend } from './event-store.js';

/** True for the failures that concern one append alone: it is certain that it was not stored, and the store works. */
export function isRefusal(error: unknown): boolean {
  return error instanceof WrongRevision || error instanceof RefusedAppend;
}

/** The result of an append that was not sent because of one before it. */
export function notSent(): PromiseRejectedResult {
  return { status: 'rejected', reason: new StoreUnavailable('an append before this one is not settled: nothing was sent') };
}

/** Appends in order over a store that takes one at a time. */
export async function appendOneByOne(
  append: EventStore['append'],
  appends: readonly OrderedAppend[],
): Promise<readonly PromiseSettledResult<Appended>[]> {
  const results: PromiseSettledResult<Appended>[] = [];
  for (const { stream, expected, events } of appends) {
    try {
      results.push({ status: 'fulfilled', value: await append(stream, expected, events) });
    } catch (reason) {
      results.push({ status: 'rejected', reason });
      if (isRefusal(reason)) continue;
      while (results.length < appends.length) results.push(notSent());
      break;
    }
  }
  return results;
}
