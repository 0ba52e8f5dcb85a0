// Law: a page holds the events behind a place in the log's order, all of them up to its last, whatever stands between them.
import type { LogPage } from '../../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { LogEndFinder } from './log-end.js';
import { BEGINNING, positionAt, type Place } from './log-place.js';
import type { RecordsReader } from './records-reader.js';
import { eventOf } from './recorded-record.js';

/** Records asked for at least, and at least where many are passed over, so that these cost few calls. */
const LEAST_ASKED = 32;
const MOST_ASKED = 1_024;
/** So many records passed over without an event: the reader is taken past them. */
const WORTH_PASSING = 1_000;

export interface PageParts {
  readonly logId: string;
  readonly reader: RecordsReader;
  readonly end: LogEndFinder;
}

/** Up to `limit` events behind a place. Rejects with ForeignPosition for one the log never gave, or with StoreUnavailable. */
export async function readPage({ logId, reader, end }: PageParts, after: Place, limit: number): Promise<LogPage> {
  const events: RecordedEvent[] = [];
  let next = after;
  let seen = after;
  let passed = 0;
  let least = LEAST_ASKED;
  for (;;) {
    // One for the record at the place itself, which reads begin with, and one that tells whether the log goes on.
    const asked = Math.max(limit - events.length + 2, least);
    const records = await reader.forwards(seen, asked);
    const had = events.length;
    // Even the place itself has no record: it may lie behind the log's end.
    if (records.length === 0 && seen !== BEGINNING) await end.refuseBeyond(seen);
    for (const { record, place } of records) {
      if (place <= seen) continue;
      const event = eventOf(logId, record, place);
      if (event !== undefined && events.length === limit) return { events, next: positionAt(logId, next), end: false };
      seen = place;
      if (event === undefined) {
        passed += 1;
        continue;
      }
      events.push(event);
      next = place;
    }
    if (records.length < asked) break;
    if (events.length === had) least = Math.min(least * 4, MOST_ASKED);
  }
  if (events.length === 0 && passed >= WORTH_PASSING) next = seen;
  return { events, next: positionAt(logId, next), end: true };
}
