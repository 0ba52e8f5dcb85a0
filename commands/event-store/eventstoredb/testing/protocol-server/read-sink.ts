// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: nothing is written faster than its reader takes it, and the node's read faults strike here.
import { status, type ServerWritableStream } from '@grpc/grpc-js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { callError } from './call-errors.js';
import type { Node } from './node.js';
import { eventResponse, type EventShape, type ReadAnswer } from './read-response.js';
import type { StoredEvent } from './stored-event.js';

/** Where the answers of one read or subscription go. */
export class ReadSink {
  private written = 0;
  private isOver = false;
  private wake: (() => void) | undefined;

  constructor(
    private readonly node: Node,
    private readonly call: ServerWritableStream<ReadReq, ReadResp>,
    private readonly shape: EventShape,
  ) {
    const end = (): void => {
      this.isOver = true;
      this.wake?.();
    };
    call.on('cancelled', end);
    call.on('close', end);
    call.on('drain', () => this.wake?.());
  }

  /** The caller is gone. */
  get over(): boolean {
    return this.isOver || this.call.cancelled;
  }

  /** Resolves once the caller took the message in. */
  async send(response: ReadAnswer): Promise<void> {
    if (this.over) return;
    if (!this.call.write(response as ReadResp)) await this.until((wake) => (this.wake = wake));
  }

  /** Sends events in order, as the node's faults have it. */
  async events(events: readonly StoredEvent[]): Promise<void> {
    await this.node.delay();
    for (const event of events) {
      if (this.over) return;
      const { cutReadsAfter, deliverTwice } = this.node.faults.settings;
      if (cutReadsAfter !== undefined && this.written >= cutReadsAfter) throw callError(status.UNAVAILABLE, 'cut by the test');
      this.written += 1;
      const response = eventResponse(this.node.log.index, event, this.shape);
      await this.send(response);
      if (deliverTwice) await this.send(response);
    }
  }

  /** Waits for something that calls `wake`, or for the caller to go. */
  async until(arm: (wake: () => void) => unknown): Promise<void> {
    if (this.over) return;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      arm(resolve);
    });
    this.wake = undefined;
  }
}
