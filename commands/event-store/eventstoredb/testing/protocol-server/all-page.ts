// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: the log is read in one order from the start of a record; forwards includes the position, backwards excludes it.
import { callError, unforeseen } from './call-errors.js';
import { status } from '@grpc/grpc-js';
import type { EventFilter } from './event-filter.js';
import type { AllFrom } from './read-plan.js';
import type { StoredEvent } from './stored-event.js';
import type { StreamIndex } from './stream-index.js';

export interface AllPage {
  readonly events: readonly StoredEvent[];
  /** Number of the event the next page begins at (or, backwards, ends before). */
  readonly next: number;
  /** Events looked at, found or not. */
  readonly considered: number;
  readonly end: boolean;
}

const noPosition = (result: string): Error => callError(status.UNKNOWN, `Unexpected ReadAllResult: ${result}`);

/** The number of the event a read begins at (or, backwards, ends before). Throws where no record begins. */
export function readStart(index: StreamIndex, from: AllFrom, backwards: boolean): number {
  if (from === 'none') throw unforeseen();
  if (from === 'start') return 0;
  if (from === 'end') return index.visible;
  if (from.commit > BigInt(index.committedEnd)) {
    if (backwards) throw noPosition('Error');
    return index.visible;
  }
  const number = index.numberAt(Number(from.commit));
  if (number === undefined) throw noPosition('InvalidPosition');
  return number;
}

/** A page of at most `limit` events that match, and at most `window` looked at. */
export function allPage(index: StreamIndex, from: number, limit: number, backwards: boolean, filter?: EventFilter): AllPage {
  const window = filter?.window ?? Number.POSITIVE_INFINITY;
  const events: StoredEvent[] = [];
  const step = backwards ? -1 : 1;
  let at = backwards ? from - 1 : from;
  let considered = 0;
  for (; at >= 0 && at < index.visible && events.length < limit && considered < window; at += step) {
    const event = index.events[at] as StoredEvent;
    considered += 1;
    if (filter === undefined || filter.matches(event)) events.push(event);
  }
  return { events, next: backwards ? at + 1 : at, considered, end: backwards ? at < 0 : at >= index.visible };
}
