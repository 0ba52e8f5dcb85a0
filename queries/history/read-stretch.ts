// Law: history is read from the record's own stream, so it is never behind and never another's.
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { folded, pictureOf, unbegun, type FoldedRecord } from './record-picture.js';

/** Which events are asked for. */
export interface HistoryQuery {
  readonly order: 'asc' | 'desc';
  /** Revision to begin at; the first or the last one when undefined. */
  readonly from: number | undefined;
  readonly limit: number;
}

/** An event with the record's fields before and after it. */
export interface PicturedEvent {
  readonly event: RecordedEvent;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Some events of a record, in the order asked for, and what came before them. */
export interface Stretch {
  readonly events: readonly PicturedEvent[];
  /** All events of the stream up to the last one of `events`, in the stream's order. */
  readonly past: readonly RecordedEvent[];
  /** Revision at which the next stretch begins; null when there is none. */
  readonly next: number | null;
}

const pageSize = 500;

/** Reads events of a record's history. Undefined when the record does not exist. */
export async function readStretch(
  store: Pick<EventStore, 'readStream'>,
  registry: Pick<EventRegistry, 'decode'>,
  record: RecordType,
  id: string,
  query: HistoryQuery,
): Promise<Stretch | undefined> {
  const past: RecordedEvent[] = [];
  const pictured: PicturedEvent[] = [];
  const first = query.order === 'asc' ? (query.from ?? 0) : 0;
  const last = query.order === 'asc' ? first + query.limit - 1 : (query.from ?? Infinity);
  let at: FoldedRecord = unbegun(record);
  let more = false;
  for await (const event of streamed(store, streamOf(record.category, id))) {
    // Read on behind the stretch only to learn whether there is more, and whether the record ever begins.
    if (event.revision > last) {
      more = true;
      if (record.exists(at.state)) break;
    }
    const before = pictureOf(record, at);
    at = folded(record, at, registry.decode(event));
    if (event.revision > last) continue;
    past.push(event);
    if (event.revision >= first) pictured.push({ event, before, after: pictureOf(record, at) });
    // Backwards, only the last ones of what is passed are asked for.
    if (pictured.length > query.limit) pictured.shift();
  }
  if (!record.exists(at.state)) return undefined;
  if (query.order === 'asc') return { events: pictured, past, next: more ? last + 1 : null };
  const oldest = pictured[0]?.event.revision ?? 0;
  return { events: [...pictured].reverse(), past, next: oldest > 0 ? oldest - 1 : null };
}

async function* streamed(store: Pick<EventStore, 'readStream'>, stream: string): AsyncGenerator<RecordedEvent, void> {
  for (let from = 0; ; from += pageSize) {
    const page = await store.readStream(stream, from, pageSize);
    yield* page;
    if (page.length < pageSize) return;
  }
}
