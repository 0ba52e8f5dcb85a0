// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: writers see every write at once, readers only what is committed; both see one order.
import { DELETED, type StoredEvent, type StoredWrite } from './stored-event.js';
import { parseMetadata, type StreamMetadata } from './stream-metadata.js';

/** Where a fresh node's first event stands. */
export const FIRST_EVENT_AT = 548;

/** The log in memory: events in order, by stream, and by position. */
export class StreamIndex {
  /** Every event, those not yet committed at the end. */
  readonly events: StoredEvent[] = [];
  /** Events that readers see: the first so many. */
  visible = 0;
  /** Where the next record begins. */
  end = FIRST_EVENT_AT;
  /** Readers see what stands before. */
  committedEnd = FIRST_EVENT_AT;
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly tombstones = new Map<string, StoredEvent>();
  /** The start of each record, and the number of the first event at or after it. 0 is the log's own first record. */
  private readonly starts = new Map<number, number>([[0, 0]]);
  private readonly parsed = new WeakMap<StoredEvent, StreamMetadata>();
  private readonly watchers = new Set<() => void>();
  /** Up to where readers saw, while they see less. */
  private hidden: number | undefined;

  /** Takes a write in: from now on later writes are judged by it. */
  add(write: StoredWrite): void {
    this.starts.set(write.at, this.events.length);
    for (const event of write.events) {
      this.starts.set(event.at, this.events.length);
      this.events.push(event);
      if (event.revision === DELETED) this.tombstones.set(event.stream, event);
      const stream = this.streams.get(event.stream);
      if (stream === undefined) this.streams.set(event.stream, [event]);
      else stream.push(event);
    }
    this.end = write.end;
  }

  /** Shows readers everything before this position. */
  commit(end: number): void {
    if (this.hidden !== undefined) {
      this.hidden = Math.max(this.hidden, end);
      return;
    }
    if (end < this.committedEnd) return;
    this.committedEnd = end;
    while (this.visible < this.events.length && (this.events[this.visible]?.at ?? end) < end) this.visible += 1;
    const waiting = [...this.watchers];
    this.watchers.clear();
    for (const wake of waiting) wake();
  }

  /** Readers see so many events less, as on a node that has them and has not yet heard that the others do, until `show`. */
  hide(count: number): void {
    this.hidden = this.committedEnd;
    this.visible -= count;
    this.committedEnd = this.events[this.visible]?.at ?? this.committedEnd;
  }

  /** Readers see everything that is committed. */
  show(): void {
    const end = this.hidden;
    this.hidden = undefined;
    if (end !== undefined) this.commit(end);
  }

  /** Calls once at the next commit. Gives how to forget it. */
  onNextCommit(wake: () => void): () => void {
    this.watchers.add(wake);
    return () => this.watchers.delete(wake);
  }

  /** Number of the event at or after a record's start; undefined where no record begins. */
  numberAt(position: number): number | undefined {
    return position === this.committedEnd ? this.visible : this.starts.get(position);
  }

  /** Revision of a stream's last event as writers see it: -1 without one, `DELETED` after its tombstone or its stream's. */
  lastRevision(stream: string): number {
    if (this.tombstone(stream) !== undefined) return DELETED;
    return this.streams.get(stream)?.at(-1)?.revision ?? -1;
  }

  /** The tombstone of a stream or, for a metadata stream, of its stream, as writers see it. */
  tombstone(stream: string): StoredEvent | undefined {
    return this.tombstones.get(stream) ?? (stream.startsWith('$$') ? this.tombstones.get(stream.slice(2)) : undefined);
  }

  /** How many of a stream's events readers see. */
  committedCount(stream: string): number {
    const all = this.streams.get(stream);
    if (all === undefined) return 0;
    let count = all.length;
    while (count > 0 && (all[count - 1]?.at ?? 0) >= this.committedEnd) count -= 1;
    return count;
  }

  /** A stream's events from one number up to another (exclusive), oldest first; a tombstone has the last number. */
  range(stream: string, from: number, to: number): StoredEvent[] {
    return this.streams.get(stream)?.slice(from, to) ?? [];
  }

  /** An event of a stream as writers see it. */
  eventAt(stream: string, revision: number): StoredEvent | undefined {
    return this.streams.get(stream)?.[revision];
  }

  /** A stream's metadata: as writers see it, or as readers do. */
  metadata(stream: string, seenBy: 'writers' | 'readers'): StreamMetadata {
    if (stream.startsWith('$$')) return { maxCount: 1 };
    const metastream = `$$${stream}`;
    const all = this.streams.get(metastream);
    const last = all?.[(seenBy === 'writers' ? all.length : this.committedCount(metastream)) - 1];
    if (last === undefined) return {};
    const known = this.parsed.get(last) ?? parseMetadata(last.data);
    this.parsed.set(last, known);
    return known;
  }

  /** The raw metadata of a stream as writers see it. */
  rawMetadata(stream: string): Uint8Array | undefined {
    return this.streams.get(`$$${stream}`)?.at(-1)?.data;
  }
}
