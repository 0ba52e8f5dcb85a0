// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: confirmation, then what is stored, then `caught_up`, then what comes; a subscription starts behind its position.
import { randomUUID } from 'node:crypto';
import { allPage } from './all-page.js';
import { invalid, streamDeleted } from './call-errors.js';
import { Checkpoints } from './checkpoints.js';
import type { EventFilter } from './event-filter.js';
import { Liveness } from './liveness.js';
import type { Node } from './node.js';
import type { AllFrom, StreamFrom } from './read-plan.js';
import { confirmationResponse } from './read-response.js';
import type { ReadSink } from './read-sink.js';
import type { StreamIndex } from './stream-index.js';
import { PAGE_EVENTS, streamPage } from './stream-page.js';

/** Follows a stream until the caller goes, or the stream is tombstoned. */
export async function subscribeToStream(
  node: Node,
  sink: ReadSink,
  stream: string,
  from: StreamFrom,
  needLeader: () => void,
): Promise<void> {
  const { index } = node.log;
  if (streamPage(index, stream, 0, 1, false).kind === 'deleted') throw streamDeleted(stream);
  await sink.send(confirmationResponse(randomUUID()));
  needLeader();
  let next = typeof from === 'number' ? from + 1 : from === 'end' ? index.committedCount(stream) : 0;
  const liveness = new Liveness(sink);
  while (!sink.over) {
    const seen = index.visible;
    const page = streamPage(index, stream, next, PAGE_EVENTS, false);
    if (page.kind === 'deleted') {
      const tombstone = index.tombstone(stream);
      if (tombstone?.stream === stream) await sink.events([...index.range(stream, next, index.committedCount(stream) - 1), tombstone]);
      throw streamDeleted(stream);
    }
    if (page.kind === 'events') {
      await sink.events(page.events);
      next = Math.max(next, page.next);
    }
    if (page.kind === 'missing' || page.end) await liveness.reachedEnd(index, seen);
    else liveness.sent(page.events.length);
  }
}

/** Follows the log until the caller goes. */
export async function subscribeToAll(
  node: Node,
  sink: ReadSink,
  from: AllFrom,
  filter: EventFilter | undefined,
  needLeader: () => void,
): Promise<void> {
  const { index } = node.log;
  await sink.send(confirmationResponse(randomUUID()));
  needLeader();
  const start = subscriptionStart(index, from);
  const liveness = new Liveness(sink);
  const checkpoints = filter === undefined ? undefined : new Checkpoints(sink, filter, start);
  let { next } = start;
  let first = true;
  while (!sink.over) {
    const seen = index.visible;
    // The record before a fresh log's first event is looked at and never shown: it takes a place in the first window.
    const hidden = first && start.hidden ? 1 : 0;
    const window = filter === undefined ? undefined : { ...filter, window: liveness.live ? 1 : Math.max(0, filter.window - hidden) };
    const page = allPage(index, next, filter === undefined ? PAGE_EVENTS : Number.POSITIVE_INFINITY, false, window);
    const events = page.events.filter((event) => event.at > start.after);
    await sink.events(events);
    next = page.next;
    first = false;
    const passed = events.at(-1)?.at ?? (liveness.live ? index.events[next - 1]?.at : undefined);
    if (page.considered + hidden > 0)
      await checkpoints?.looked(page.considered + hidden, passed, index.events[next]?.at ?? index.committedEnd);
    if (next >= index.visible) {
      if (!liveness.live) await checkpoints?.reachedEnd(events.at(-1)?.at);
      await liveness.reachedEnd(index, seen);
    } else liveness.sent(page.considered);
  }
}

interface Start {
  /** Number of the first event looked at. */
  readonly next: number;
  /** Events up to this position are passed over. */
  readonly after: number;
  readonly commit: number;
  readonly prepare: number;
  readonly hidden: boolean;
}

function subscriptionStart(index: StreamIndex, from: AllFrom): Start {
  if (from === 'end') return { next: index.visible, after: -1, commit: index.committedEnd, prepare: 0, hidden: false };
  if (from === 'start' || from === 'none') return { next: 0, after: -1, commit: 0, prepare: 0, hidden: true };
  const commit = Number(from.commit);
  const prepare = Number(from.prepare);
  const after = from.prepare === from.commit ? commit : commit - 1;
  if (commit > index.committedEnd) return { next: index.visible, after, commit, prepare, hidden: false };
  const next = index.numberAt(commit);
  if (next === undefined) throw invalid('Trying to read from an invalid position.');
  return { next, after, commit, prepare, hidden: commit === 0 };
}
