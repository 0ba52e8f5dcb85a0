// Law: an append whose outcome is unknown is sent again as it was, at the same revision, until the store says what stands there.
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../domain/access/problem.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import {
  OutcomeUnknown,
  RefusedAppend,
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
} from '../../domain/ledger/event-store.js';

const RETRY_DELAYS_MS = [100, 400, 1_500];

/** Appends; throws WrongRevision on a conflict, Problem 503 when the store is away, Problem 422 when it refuses the event. */
export async function appendSettled(
  store: EventStore,
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[],
): Promise<Appended> {
  let unknown = false;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await store.append(stream, expected, events);
    } catch (error) {
      if (error instanceof RefusedAppend) throw new Problem(422, 'event-refused', 'The log cannot hold this event.');
      const away = error instanceof StoreUnavailable;
      if (away && !unknown) throw unavailable('store-unavailable', 'The log cannot be reached now.');
      if (!away && !(error instanceof OutcomeUnknown)) throw error;
      // Not to be reached now says nothing of what was sent before.
      unknown = true;
      const wait = RETRY_DELAYS_MS[attempt];
      if (wait === undefined) throw unavailable('outcome-unknown', 'The log did not answer: send the same request again.');
      await delay(wait);
    }
  }
}

function unavailable(code: string, detail: string): Problem {
  return new Problem(503, code, detail, { headers: { 'Retry-After': '2' } });
}
