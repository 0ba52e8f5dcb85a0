// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a subscriber is told once that it has caught up, and again after it fell far behind.
import { caughtUpResponse } from './read-response.js';
import type { ReadSink } from './read-sink.js';
import type { StreamIndex } from './stream-index.js';

/** A live subscriber so many events behind is one that has to catch up again. */
const BEHIND_EVENTS = 256;

/** Whether a subscriber is at the end, and that it is told so. */
export class Liveness {
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
