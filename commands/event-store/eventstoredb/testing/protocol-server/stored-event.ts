// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a record stands at the byte its log gives it, and is as long as the real server's record of the same event.

/** An event as the log keeps it. Positions are byte offsets, commit and prepare in one. */
export interface StoredEvent {
  readonly at: number;
  readonly stream: string;
  /** `DELETED` for a tombstone. */
  readonly revision: number;
  /** Lower-case UUID with dashes. */
  readonly id: string;
  readonly type: string;
  /** The one bit kept of the content type. */
  readonly json: boolean;
  /** Ticks of 100 ns since 1970, decimal. */
  readonly created: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** What a caller asks to append. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly json: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** One write: all its events, or none of them, are in the log. Without an event it only moves the position. */
export interface StoredWrite {
  readonly at: number;
  /** Where the next write begins. */
  readonly end: number;
  readonly events: readonly StoredEvent[];
}

/** Revision of a tombstone; 2^63 - 1 on the wire. */
export const DELETED = Number.POSITIVE_INFINITY;
const MAX_INT64 = '9223372036854775807';

export const revisionText = (revision: number): string => (revision === DELETED ? MAX_INT64 : String(revision));

/** Bytes of a record without its variable parts: framing, ids, numbers, lengths. */
const RECORD_BYTES = 88;
const lengthPrefix = (bytes: number): number => (bytes < 128 ? 1 : bytes < 16_384 ? 2 : 3);

/** Bytes that the real server's log gives to an event, or to a write without events (`event` undefined). */
export function recordBytes(stream: string, event?: Pick<ProposedEvent, 'type' | 'data' | 'metadata'>): number {
  const streamBytes = Buffer.byteLength(stream);
  const typeBytes = Buffer.byteLength(event?.type ?? '');
  const payload = (event?.data.length ?? 0) + (event?.metadata.length ?? 0);
  return RECORD_BYTES + lengthPrefix(streamBytes) + streamBytes + lengthPrefix(typeBytes) + typeBytes + payload;
}

/** Now, in ticks of 100 ns since 1970. */
export const ticksNow = (): string => `${Date.now()}${String(Math.trunc((performance.now() % 1) * 10_000)).padStart(4, '0')}`;

/** The instant of `created` in milliseconds since 1970. */
export const createdMs = (event: StoredEvent): number => Number(event.created.slice(0, -4));
