// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: what metadata cuts off is skipped at read time; a stream cut off whole is empty, a deleted one is missing.
import { createdMs, type StoredEvent } from './stored-event.js';
import type { StreamIndex } from './stream-index.js';
import { isSoftDeleted } from './stream-metadata.js';

/** Events a page holds at most. */
export const PAGE_EVENTS = 32;

export type StreamPage =
  | { readonly kind: 'missing' }
  | { readonly kind: 'deleted' }
  | {
      readonly kind: 'events';
      readonly events: readonly StoredEvent[];
      /** The revision the next page begins at. */
      readonly next: number;
      readonly end: boolean;
      readonly last: number;
    };

/** The page of a stream from a revision (inclusive), forwards or backwards. */
export function streamPage(index: StreamIndex, stream: string, from: number, limit: number, backwards: boolean): StreamPage {
  const count = index.committedCount(stream);
  if (hasCommittedTombstone(index, stream)) return { kind: 'deleted' };
  const metadata = index.metadata(stream, 'readers');
  if (count === 0 || isSoftDeleted(metadata)) return { kind: 'missing' };
  const last = count - 1;
  let first = Math.max(metadata.truncateBefore ?? 0, metadata.maxCount === undefined ? 0 : last - metadata.maxCount + 1);
  if (metadata.maxAge !== undefined) {
    const oldest = Date.now() - metadata.maxAge * 1_000;
    while (first <= last && createdMs(index.eventAt(stream, first) as StoredEvent) < oldest) first += 1;
  }
  if (backwards) {
    const top = Math.min(from, last);
    const bottom = Math.max(first, top - limit + 1);
    return {
      kind: 'events',
      events: index.range(stream, bottom, Math.max(bottom, top + 1)).reverse(),
      next: bottom - 1,
      end: bottom <= first,
      last,
    };
  }
  if (from > last) return { kind: 'events', events: [], next: last + 1, end: true, last };
  if (from + limit - 1 < first) return { kind: 'events', events: [], next: first, end: first > last, last };
  const bottom = Math.max(from, first);
  const events = index.range(stream, bottom, Math.min(bottom + limit, count));
  const next = bottom + events.length;
  return { kind: 'events', events, next, end: next > last, last };
}

function hasCommittedTombstone(index: StreamIndex, stream: string): boolean {
  const tombstone = index.tombstone(stream);
  return tombstone !== undefined && tombstone.at < index.committedEnd;
}
