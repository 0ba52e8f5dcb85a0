// Law: what was read of a stream stays true; a kept record is read on from, or decided on where the exact revision of the append asks the log.
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { LoadedRecord } from './loaded-record.js';
import { sizeOfRecord, type RecordSize } from './record-size.js';

/** Bytes of records that are kept, unless said. */
const MAX_BYTES = 10_000_000;
/** The same for a process that serves: whose records come again, and again, among all that are there. */
export const SERVED_BYTES = 64_000_000;

interface Kept {
  readonly type: unknown;
  readonly record: LoadedRecord<unknown>;
  readonly size: RecordSize;
  /** False once this process has appended what the record lacks. */
  readonly whole: boolean;
}

/** Records as they were last folded, of a bounded size in all; who was not asked for longest goes first. */
export class RecordCache {
  readonly #kept = new Map<string, Kept>();
  #bytes = 0;

  constructor(private readonly maxBytes = MAX_BYTES) {}

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
    const size = sizeOfRecord(record, this.#kept.get(record.stream)?.size);
    this.forget(record.stream);
    if (record.revision < 0 || size.bytes > this.maxBytes / 2) return;
    this.#kept.set(record.stream, { type, record, size, whole: true });
    this.#bytes += size.bytes;
    // The first key is looked for behind all that were taken out before it: only when one has to go.
    if (this.#bytes <= this.maxBytes) return;
    for (const oldest of this.#kept.keys()) {
      this.forget(oldest);
      if (this.#bytes <= this.maxBytes) return;
    }
  }

  /** Tells that events were appended to a stream that its record lacks. */
  lacks(stream: string): void {
    const kept = this.#kept.get(stream);
    if (kept !== undefined) this.#kept.set(stream, { ...kept, whole: false });
  }

  /** Drops a record: the log is not what it was, for it was restored from an earlier copy. */
  forget(stream: string): void {
    this.#bytes -= this.#kept.get(stream)?.size.bytes ?? 0;
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
