// Law: events leave in the log's order; those that stand side by side in one stream leave as one append.
import type { ExpectedRevision, OrderedAppend } from '../../domain/ledger/event-store.js';
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';

/** Appends that are sent together, in their order. */
export interface CopiedGroup {
  readonly appends: readonly OrderedAppend[];
  /** Events in all of them. */
  readonly events: number;
}

/** Most bytes and appends of a group, and bytes of an append: well below what any store takes at once. */
const MAX_GROUP_BYTES = 1024 * 1024;
const MAX_GROUP_APPENDS = 250;
const MAX_APPEND_BYTES = 256 * 1024;

interface OpenAppend extends OrderedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: NewEvent[];
  bytes: number;
  next: number;
}

/** Cuts a stretch of the log into groups. An event is never changed, nor its place in its stream. */
export function* inGroups(events: readonly RecordedEvent[]): Generator<CopiedGroup> {
  let group = emptyGroup();
  for (const { stream, revision, id, type, data, metadata } of events) {
    const event: NewEvent = { id, type, data, metadata };
    const bytes = Buffer.byteLength(JSON.stringify(event));
    if (group.events > 0 && (group.bytes + bytes > MAX_GROUP_BYTES || group.appends.length >= MAX_GROUP_APPENDS)) {
      yield group;
      group = emptyGroup();
    }
    const last = group.appends.at(-1);
    if (last?.stream === stream && last.next === revision && last.bytes + bytes <= MAX_APPEND_BYTES) {
      last.events.push(event);
      last.bytes += bytes;
      last.next += 1;
    } else {
      group.appends.push({ stream, expected: revision === 0 ? 'no-stream' : revision - 1, events: [event], bytes, next: revision + 1 });
    }
    group.bytes += bytes;
    group.events += 1;
  }
  if (group.events > 0) yield group;
}

function emptyGroup(): { appends: OpenAppend[]; bytes: number; events: number } {
  return { appends: [], bytes: 0, events: 0 };
}
