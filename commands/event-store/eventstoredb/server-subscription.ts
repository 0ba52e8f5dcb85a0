// Law: what a subscription brings is handed on in its order, and no more of it is held than one page.
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import { CallFailed, callFailure } from './call-failure.js';
import type { Connection } from './connection.js';
import type { Deadline, Deadlines } from './deadlines.js';
import { openRead, type ReadCall } from './log-call.js';
import type { Place } from './log-place.js';
import { subscriptionRequest } from './read-request.js';
import { eventOf, placeOfRecord, recordOf } from './recorded-record.js';

/** Bytes of data and metadata that are held for a busy reader, however few events they are. */
const PAGE_BYTES = 16 * 1024 * 1024;

/** What came since the last batch, in order. `seen` is the place of the last record, shown or not. */
export interface Batch {
  readonly events: readonly RecordedEvent[];
  readonly seen: Place;
  /** True when the server said that this was the log's end, and nothing more is here yet. */
  readonly caughtUp: boolean;
}

export interface SubscriptionParts {
  readonly logId: string;
  readonly connection: Connection;
  readonly deadlines: Deadlines;
  readonly confirmWithinMs: number;
  readonly silenceMs: number;
  readonly pageEvents: number;
  /** Hears of each place that was seen. */
  readonly saw: (place: Place) => void;
  /** The log's last record, looked up anew. Rejects when it cannot be had. */
  readonly lastRecord: () => Promise<Place>;
}

/** One call of the server's subscription to the whole log. It is used until it fails, never repaired. */
export class ServerSubscription {
  readonly #parts: SubscriptionParts;
  readonly #call: ReadCall;
  #silence: Deadline;
  #events: RecordedEvent[] = [];
  #bytes = 0;
  #seen: Place;
  #taken: Place;
  #confirmed = false;
  #caughtUp = false;
  #paused = false;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #waking = false;

  private constructor(parts: SubscriptionParts, call: ReadCall, after: Place) {
    this.#parts = parts;
    this.#call = call;
    this.#seen = this.#taken = after;
    this.#silence = parts.deadlines.arm(parts.confirmWithinMs, () => this.#unconfirmed());
    call.on('data', (response: streams.ReadResp) => this.#heard(response));
    call.on('error', (error) => this.#fail(callFailure(error)));
    call.on('end', () => this.#fail(new CallFailed('the server ended the subscription', false)));
    call.on('close', () => this.#fail(new CallFailed('the subscription was closed', false)));
  }

  /** Subscribes behind a place. Rejects with CallFailed when it cannot be sent; whether it is confirmed shows in `take`. */
  static async open(parts: SubscriptionParts, after: Place): Promise<ServerSubscription> {
    return new ServerSubscription(parts, await openRead(parts.connection, subscriptionRequest(after), parts.confirmWithinMs), after);
  }

  /** What came, as soon as anything has; undefined at the signal. Rejects with CallFailed or ForeignPosition once the call is over. */
  async take(signal: AbortSignal): Promise<Batch | undefined> {
    while (this.#seen === this.#taken && this.#failure === undefined && !signal.aborted) await this.#change(signal);
    if (signal.aborted) return undefined;
    // What came before the call broke stands in the log all the same.
    if (this.#seen === this.#taken) throw this.#failure ?? new CallFailed('the subscription is over', false);
    const batch = { events: this.#events, seen: this.#seen, caughtUp: this.#caughtUp };
    this.#events = [];
    this.#bytes = 0;
    this.#taken = this.#seen;
    this.#parts.saw(this.#seen);
    if (this.#paused) {
      this.#paused = false;
      this.#silence.touch();
      this.#call.resume();
    }
    return batch;
  }

  cancel(): void {
    this.#fail(new CallFailed('the subscription was given up', false));
    this.#call.cancel();
  }

  #heard(response: streams.ReadResp): void {
    this.#silence.touch();
    if (!this.#confirmed) {
      this.#confirmed = true;
      this.#listen(this.#parts.silenceMs);
    }
    const record = recordOf(response);
    if (record === undefined) {
      if (response.hasCaughtUp()) this.#caughtUp = true;
      return;
    }
    const place = placeOfRecord(record);
    // Delivered twice, or out of place: only what stands behind all that was seen is new.
    if (place <= this.#seen || this.#failure !== undefined) return;
    try {
      const event = eventOf(this.#parts.logId, record, place);
      if (event !== undefined) this.#events.push(event);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.#seen = place;
    this.#bytes += record.getData_asU8().length + record.getCustomMetadata_asU8().length;
    if (this.#events.length >= this.#parts.pageEvents || this.#bytes >= PAGE_BYTES) {
      this.#paused = true;
      this.#call.pause();
    }
    this.#tell();
  }

  /** In the next turn of the event loop: what came in the same one goes along. */
  #tell(): void {
    if (this.#wake === undefined || this.#waking) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      this.#wake?.();
    });
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#wake = undefined;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#silence.disarm();
    this.#wake?.();
  }

  #unconfirmed(): void {
    this.#parts.connection.renew();
    this.#fail(new CallFailed(`no answer within ${this.#parts.confirmWithinMs} ms`, true));
  }

  #listen(ms: number): void {
    this.#silence.disarm();
    if (this.#failure === undefined) this.#silence = this.#parts.deadlines.arm(ms, () => void this.#look());
  }

  /** Nothing was heard for long: either nothing happened, or the server has forgotten this subscription. */
  async #look(): Promise<void> {
    const { lastRecord, silenceMs, connection } = this.#parts;
    if (this.#paused) return this.#listen(silenceMs);
    const seen = this.#seen;
    try {
      const last = await lastRecord();
      // A reader that holds back, or a record that arrived meanwhile, is no silence.
      if (last <= seen || this.#seen !== seen || this.#paused) return this.#listen(silenceMs);
    } catch (error) {
      return this.#fail(callFailure(error));
    }
    this.#silence = this.#parts.deadlines.arm(Math.min(silenceMs, 1_000), () => {
      if (this.#seen !== seen || this.#paused) return this.#listen(silenceMs);
      connection.renew();
      this.#fail(new CallFailed('the log went on without the subscription', true));
    });
  }
}
