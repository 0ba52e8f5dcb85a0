// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a filtered subscriber is told how far was looked, at every so many events looked at.
import type { EventFilter } from './event-filter.js';
import { checkpointResponse } from './read-response.js';
import type { ReadSink } from './read-sink.js';

/**
 * Checkpoints of one subscriber. While it catches up, a checkpoint is the position its page began at, as
 * `{n, 0}`, which is before the record at n; live, and after an event that was sent, it is `{n, n}`, which is after it.
 */
export class Checkpoints {
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
