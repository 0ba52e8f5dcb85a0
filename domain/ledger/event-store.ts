import type { NewEvent, RecordedEvent } from './event.js';
import type { Position } from './position.js';

/** The revision a stream must stand at before an append; never "any". */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of the last event of the append. */
  readonly position: Position;
  /** True when these very events already stood at that revision: the append was a retry. */
  readonly repeated: boolean;
}

/** One append of several that are sent in order. */
export interface OrderedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** The stream is not at the expected revision, and what stands there is not a retry of this append. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Revision of the stream's last event, -1 when it has none. */
    readonly actual: number,
  ) {
    super(`${stream} stands at ${actual}, not at ${expected}`);
  }
}

/** The store refused the event itself (its size, a value it cannot hold): nothing of this append was stored. */
export class RefusedAppend extends Error {
  override readonly name = 'RefusedAppend';
}

/** The store did not answer in time or not at all: the append may or may not be stored. Retry the same at the same revision. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The store cannot be reached or has no room: nothing of this call was sent, or it changed nothing. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A page of the log in global order. `next` is where the reader stands after it, also when it is empty. */
export interface LogPage {
  readonly events: readonly RecordedEvent[];
  readonly next: Position;
  /** True when the page reached the log's end as it was then. */
  readonly end: boolean;
}

/**
 * The log. Order is gap-free: what a reader past a position has not seen will never appear before it.
 * Positions are opaque; streams of the store itself (`$…`) are never shown.
 */
export interface EventStore {
  /** Appends all events or none, at an exact revision. Repeating it with the same ids at the same revision is a success. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /**
   * Appends in the order given, each with its own result: never one while the outcome of one before it is open. So whatever
   * breaks, what is stored is the first so many of them, less those refused for themselves (WrongRevision, RefusedAppend).
   * Behind one that the store could not take or does not answer for, the rest is not sent: StoreUnavailable.
   */
  appendInOrder(appends: readonly OrderedAppend[]): Promise<readonly PromiseSettledResult<Appended>[]>;
  /** Up to `limit` events of a stream from a revision (inclusive); empty for a missing stream. */
  readStream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]>;
  /** Up to `limit` events after a position (exclusive), from the beginning when undefined. */
  readAll(after: Position | undefined, limit: number): Promise<LogPage>;
  /** Pages as they come, without an end, until the signal. Survives the store's restarts by itself. */
  subscribe(after: Position | undefined, signal: AbortSignal): AsyncIterable<LogPage>;
  /** The position of the last event now; of the log's beginning when it is empty. */
  head(): Promise<Position>;
  /** Number of events after a position, where the store can count them. */
  countAfter(after: Position | undefined): Promise<number | undefined>;
  /** Appends that wait here for the store, where the store is told so; never more than a bound. */
  queued?(): number;
  /** Hears that an event of this position is stored, by somebody else who knows: those who follow the log here need not find it first. */
  stored?(position: Position): void;
  /** The id of this log, which all its positions carry. */
  readonly logId: string;
}

/** A store no longer gives events of a stream that it once took: an administrator of it truncated the stream. What is left tells nothing of the record. */
export class StreamTruncated extends Error {
  override readonly name = 'StreamTruncated';

  constructor(stream: string, from: number, first: number) {
    super(`${stream}: the log gives no event from revision ${from} to ${first - 1}: the stream was truncated`);
  }
}

/** Every event of a stream from a revision, page by page. Throws StreamTruncated where some are missing. */
export async function readWholeStream(store: Pick<EventStore, 'readStream'>, stream: string, from = 0): Promise<RecordedEvent[]> {
  const pageSize = 500;
  const events: RecordedEvent[] = [];
  for (;;) {
    const next = from + events.length;
    const page = await store.readStream(stream, next, pageSize);
    if (page[0] !== undefined && page[0].revision !== next) throw new StreamTruncated(stream, next, page[0].revision);
    events.push(...page);
    if (page.length < pageSize) return events;
  }
}
