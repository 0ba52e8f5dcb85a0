// Law: an append sent has one outcome; when its stream breaks or stays silent that outcome is unknown, of its own appends alone.
import { randomBytes } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { StorableAppend } from '../storable.js';
import { readReply, type AppendReply } from './append-reply.js';
import { appendRequest } from './append-request.js';
import { messageOf } from './call-failure.js';
import type { CallStream } from './connection.js';
import type { Deadline, Deadlines } from './deadlines.js';

/** The stream of a BatchAppend call. */
export type BatchCall = CallStream & {
  write(request: streams.BatchAppendReq): boolean;
  on(event: 'data', listener: (response: streams.BatchAppendResp) => void): unknown;
};

interface Pending {
  readonly tell: (reply: AppendReply) => void;
  readonly deadline: Deadline;
}

/** Appends over one BatchAppend call, in the order they were given. */
export class BatchStream {
  readonly #call: BatchCall;
  readonly #deadlines: Deadlines;
  readonly #timeoutMs: number;
  readonly #silent: () => void;
  readonly #pending = new Map<string, Pending>();
  /** One half of the correlation ids is this stream's own, the other counts. */
  readonly #mark = randomBytes(8).readBigInt64BE().toString();
  #count = 0;
  #heard = performance.now();
  #broken = false;

  /** @param silent is called when an append's time passed and nothing at all was heard meanwhile. */
  constructor(call: BatchCall, deadlines: Deadlines, timeoutMs: number, silent: () => void) {
    this.#call = call;
    this.#deadlines = deadlines;
    this.#timeoutMs = timeoutMs;
    this.#silent = silent;
    call.on('data', (response: streams.BatchAppendResp) => this.#answer(response));
    call.on('error', (error) => this.#break(messageOf(error)));
    call.on('end', () => this.#break('the server ended the stream'));
  }

  /** False once the stream can take nothing more. */
  get open(): boolean {
    return !this.#broken;
  }

  /** Sends an append. Resolves with what became of it, never rejects. */
  send(append: StorableAppend): Promise<AppendReply> {
    if (this.#broken) return Promise.resolve({ kind: 'unknown', reason: 'the stream is broken' });
    return new Promise((resolve) => {
      this.#count += 1;
      const key = String(this.#count);
      const deadline = this.#deadlines.arm(this.#timeoutMs, () => this.#late(key));
      this.#pending.set(key, { tell: resolve, deadline });
      const half = new shared.UUID.Structured();
      half.setMostSignificantBits(this.#mark);
      half.setLeastSignificantBits(key);
      const correlation = new shared.UUID();
      correlation.setStructured(half);
      // What is under way is bounded by its callers: the writable side never holds more than that.
      this.#call.write(appendRequest(append, correlation));
    });
  }

  /** Ends the call; what is still pending becomes unknown. */
  cancel(): void {
    this.#break('the stream was given up');
    this.#call.cancel();
  }

  /** An answer nobody waits for any more, or one given twice, is dropped. */
  #answer(response: streams.BatchAppendResp): void {
    this.#heard = performance.now();
    const id = response.getCorrelationId()?.getStructured();
    if (id?.getMostSignificantBits() !== this.#mark) return;
    let reply: AppendReply;
    try {
      reply = readReply(response);
    } catch (error) {
      reply = { kind: 'unknown', reason: `an answer that cannot be read: ${messageOf(error)}` };
    }
    this.#settle(id.getLeastSignificantBits(), reply);
    // The call stays open at a node that was the leader, for as long as that is cut off from the others: the next goes elsewhere.
    if (reply.kind === 'unknown' && reply.astray === true) this.cancel();
  }

  #late(key: string): void {
    const silent = performance.now() - this.#heard >= this.#timeoutMs;
    this.#settle(key, { kind: 'unknown', reason: `no answer within ${this.#timeoutMs} ms` });
    if (!silent || this.#broken) return;
    this.cancel();
    this.#silent();
  }

  #break(reason: string): void {
    if (this.#broken) return;
    this.#broken = true;
    for (const key of [...this.#pending.keys()]) this.#settle(key, { kind: 'unknown', reason });
  }

  #settle(key: string, reply: AppendReply): void {
    const pending = this.#pending.get(key);
    if (pending === undefined) return;
    this.#pending.delete(key);
    pending.deadline.disarm();
    pending.tell(reply);
  }
}
