// Law: what was read of a stream stays true; a kept record is read on from, or decided on where the exact revision of the append asks the log.
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { LoadedRecord } from './loaded-record.js';

/** Events whose traces are kept, unless said: about 10 MB with their records' states. */
const MAX_EVENTS = 16_000;
/** The same for a process that serves: whose records come again, and again, among all that are there. About 60 MB when it is full. */
export const SERVED_EVENTS = 100_000;

interface Kept {
  readonly type: unknown;
  readonly record: LoadedRecord<unknown>;
  /** False once this process has appended what the record lacks. */
  readonly whole: boolean;
}

/** Records as they were last folded, in bounded number; who was not asked for longest goes first. */
export class RecordCache {
  readonly #kept = new Map<string, Kept>();
  #events = 0;

  constructor(private readonly maxEvents = MAX_EVENTS) {}

  /** The record of a stream as it was last put. */
  get<S, E extends DomainEvent>(type: RecordType<S, E>, stream: string): LoadedRecord<S> | undefined {
    return this.#find(type, stream)?.record as LoadedRecord<S> | undefined;
  }

  /** The same, unless it is known to lack an event. Other processes may have written all the same. */
  getWhole(type: unknown, stream: string): LoadedRecord<unknown> | undefined {
    const kept = this.#find(type, stream);
    return kept?.whole === true ? kept.record : undefined;
  }

  /** Keeps a record that has events, unless it alone is too much. */
  put<S, E extends DomainEvent>(type: RecordType<S, E>, record: LoadedRecord<S>): void {
    this.forget(record.stream);
    if (record.events.length === 0 || record.events.length > this.maxEvents / 2) return;
    this.#kept.set(record.stream, { type, record, whole: true });
    this.#events += record.events.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#events <= this.maxEvents) return;
      this.forget(oldest);
    }
  }

  /** Tells that events were appended to a stream that its record lacks. */
  lacks(stream: string): void {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) this.#kept.set(stream, { ...kept, whole: false });
  }

  /** Drops a record: the log is not what it was, for it was restored from an earlier copy. */
  forget(stream: string): void {
    this.#events -= this.#kept.get(stream)?.record.events.length ?? 0;
    this.#kept.delete(stream);
  }

  #find(type: unknown, stream: string): Kept | undefined {
    const kept = this.#kept.get(stream);
    if (kept === undefined || kept.type !== type) return undefined;
    this.#kept.delete(stream);
    this.#kept.set(stream, kept);
    return kept;
  }
}
