// Law: a read asks the leader, is tried again while its time lasts, and never holds more than it was asked for.
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { pause } from '../pause.js';
import { CallFailed, messageOf, StreamDeleted } from './call-failure.js';
import { CallSlots } from './call-slots.js';
import type { Connection } from './connection.js';
import type { Deadlines } from './deadlines.js';
import type { EventStoreDbSettings } from './eventstoredb-settings.js';
import { runRead } from './log-call.js';
import type { Place } from './log-place.js';
import { backwardsRequest, forwardsRequest, streamEndRequest, streamRequest } from './read-request.js';
import { placeOfRecord, recordOf, type LogRecord } from './recorded-record.js';

/** A failed read is tried so often; the second time meets the new connection, or the leader that the first was told of. */
const TRIES = 3;

/** A record and where it stands. */
export interface PlacedRecord {
  readonly place: Place;
  readonly record: LogRecord;
}

/** Reads of records, over one connection. */
export class RecordsReader {
  readonly #connection: Connection;
  readonly #deadlines: Deadlines;
  readonly #timeoutMs: number;
  readonly #slots: CallSlots;

  constructor(connection: Connection, deadlines: Deadlines, settings: EventStoreDbSettings) {
    this.#connection = connection;
    this.#deadlines = deadlines;
    this.#timeoutMs = settings.readTimeoutMs;
    this.#slots = new CallSlots(
      {
        name: 'reading the log',
        most: settings.maxReads,
        mostWeight: Infinity,
        mostWaiting: settings.maxQueued,
        waitMs: settings.readTimeoutMs,
      },
      deadlines,
    );
  }

  /** Up to `count` records of a stream from a revision on; none for one that is missing, deleted or shorter. Rejects with StoreUnavailable. */
  stream(stream: string, from: number, count: number): Promise<PlacedRecord[]> {
    return this.#tried(streamRequest(stream, from, count));
  }

  /** The last record of a stream. Rejects with StoreUnavailable. */
  async streamEnd(stream: string): Promise<PlacedRecord | undefined> {
    return (await this.#tried(streamEndRequest(stream)))[0];
  }

  /** Up to `count` records of the log from a place on, inclusive. Rejects with ForeignPosition where no record begins, or with StoreUnavailable. */
  forwards(from: Place, count: number): Promise<PlacedRecord[]> {
    return this.#tried(forwardsRequest(from, count));
  }

  /** Up to `count` records of the log before a place, or its end; newest first. Rejects as `forwards`. */
  backwards(before: Place | undefined, count: number): Promise<PlacedRecord[]> {
    return this.#tried(backwardsRequest(before, count));
  }

  /** One try of reading the log's last record, to learn whether the leader answers. Rejects with CallFailed. */
  async probe(): Promise<void> {
    await this.#once(backwardsRequest(undefined, 1));
  }

  async #tried(request: streams.ReadReq): Promise<PlacedRecord[]> {
    const until = performance.now() + this.#timeoutMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#slots.run(1, () => this.#once(request));
      } catch (error) {
        if (error instanceof StreamDeleted) return [];
        if (!(error instanceof CallFailed)) throw error;
        if (tries === TRIES || performance.now() > until) {
          throw new StoreUnavailable(`the log cannot be read now: ${messageOf(error)}`, { cause: error });
        }
      }
      await pause(50 * tries);
    }
  }

  async #once(request: streams.ReadReq): Promise<PlacedRecord[]> {
    const records: PlacedRecord[] = [];
    await runRead(this.#connection, this.#deadlines, this.#timeoutMs, request, (response) => {
      const record = recordOf(response);
      if (record === undefined) return;
      const place = placeOfRecord(record);
      const last = records.at(-1)?.place;
      // One that is delivered again counts once: a stream's revision is told by how many there are.
      if (last !== place) records.push({ record, place });
    });
    return records;
  }
}
