// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: confirmation, then what is stored, then `caught_up`, then what comes; a subscription starts behind its position.
import { randomUUID } from 'node:crypto';
import { allPage } from './all-page.js';
import { invalid, streamDeleted } from './call-errors.js';
import type { EventFilter } from './event-filter.js';
import type { Node } from './node.js';
import type { AllFrom, StreamFrom } from './read-plan.js';
import { caughtUpResponse, checkpointResponse, confirmationResponse } from './read-response.js';
import type { ReadSink } from './read-sink.js';
import type { StreamIndex } from './stream-index.js';
import { PAGE_EVENTS, streamPage } from './stream-page.js';

/** A live subscriber so many events behind is one that has to catch up again. */
const BEHIND_EVENTS = 256;

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

/** Whether a subscriber is at the end, and that it is told so. */
class Liveness {
  live = false;
  private sinceEnd = 0;

  constructor(private readonly sink: ReadSink) {}

  /** Events were sent and there are more. */
  sent(events: number): void {
    this.sinceEnd += events;
    if (this.sinceEnd > BEHIND_EVENTS) this.live = false;
  }

  /** Tells it, once, and waits for more than the `seen` events there were. */
  async reachedEnd(index: StreamIndex, seen: number): Promise<void> {
    this.sinceEnd = 0;
    if (!this.live) {
      this.live = true;
      await this.sink.send(caughtUpResponse());
    }
    if (index.visible > seen) return;
    let forget: (() => void) | undefined;
    await this.sink.until((wake) => (forget = index.onNextCommit(wake)));
    forget?.();
  }
}

/**
 * Tells a filtered subscriber how far was looked. While it catches up, a checkpoint is the position its page began at, as
 * `{n, 0}`, which is before the record at n; live, and after an event that was sent, it is `{n, n}`, which is after it.
 */
class Checkpoints {
  private looks = 0;
  private page: { commit: number; prepare: number };
  private told: number | undefined;

  constructor(
    private readonly sink: ReadSink,
    private readonly filter: EventFilter,
    start: { commit: number; prepare: number },
  ) {
    this.page = { commit: start.commit, prepare: start.prepare };
  }

  /** @param passed position of a record that the checkpoint is to stand after; @param next where the next page begins */
  async looked(considered: number, passed: number | undefined, next: number): Promise<void> {
    const { commit, prepare } = this.page;
    this.page = { commit: next, prepare: 0 };
    this.looks += considered;
    if (this.looks < this.filter.checkpointInterval) return;
    this.looks %= this.filter.checkpointInterval;
    this.told = passed;
    await this.sink.send(passed === undefined ? checkpointResponse(commit, prepare) : checkpointResponse(passed, passed));
  }

  /** At the end of catching up, what was sent and not told yet is told; then the count begins anew. */
  async reachedEnd(sent: number | undefined): Promise<void> {
    if (sent !== undefined && sent !== this.told) await this.sink.send(checkpointResponse(sent, sent));
    this.looks = 0;
  }
}
