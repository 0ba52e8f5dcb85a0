// Law: the log in Postgres behind the port; appends leave in groups, few groups in flight, reads never wait for them.
import type { Appended, EventStore, ExpectedRevision, LogPage, OrderedAppend } from '../../domain/ledger/event-store.js';
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { settleFlush, type StoredAt } from './append-lane.js';
import { HeadWatch } from './head-watch.js';
import { toNumber, toPosition } from './log-position.js';
import { LogReader } from './log-reader.js';
import { logSettings, type LogSettings } from './log-settings.js';
import { LogWriter } from './log-writer.js';
import { OrderedLane } from './ordered-lane.js';
import { checkAppend, type StorableAppend } from './storable.js';
import { refuseBeyondHead, tail } from './tail.js';

/** Events of one page of a subscription. */
const TAIL_PAGE = 1_000;

export class PostgresEventStore implements EventStore {
  readonly logId: string;
  readonly #reader: LogReader;
  readonly #writer: LogWriter;
  readonly #appends: MicroBatch<StorableAppend, StoredAt>;
  readonly #ordered: OrderedLane;
  readonly #watch: HeadWatch;
  readonly #closing = new AbortController();
  #closed: Promise<void> | undefined;

  private constructor(logId: string, reader: LogReader, settings: LogSettings) {
    this.logId = logId;
    this.#reader = reader;
    this.#writer = new LogWriter(settings);
    this.#watch = new HeadWatch(() => reader.head());
    this.#appends = createMicroBatch<StorableAppend, StoredAt>({
      name: 'the log',
      flush: (items) => settleFlush(this.#writer, items, settings.settleWithinMs),
      lanes: settings.flushesInFlight,
      worthALane: settings.worthAFlush,
      maxItems: settings.maxFlushAppends,
      maxBytes: settings.maxFlushBytes,
      sizeOf: (item) => item.bytes,
      maxQueued: settings.maxQueued,
      maxWaitMs: settings.maxWaitMs,
      keyOf: (item) => item.stream,
    });
    this.#ordered = new OrderedLane({
      settings,
      appended: (stored) => this.#appended(stored),
    });
  }

  /** Opens the log of a migrated database (`logMigrations`). Throws StoreUnavailable when it cannot be read. */
  static async open(given: Partial<LogSettings> & { readonly url: string }): Promise<PostgresEventStore> {
    const settings = logSettings(given);
    const reader = new LogReader(settings);
    try {
      return new PostgresEventStore(await reader.identity(), reader, settings);
    } catch (error) {
      await reader.close();
      throw error;
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.#appended(await this.#appends.submit(checkAppend(stream, expected, events)));
  }

  appendInOrder(appends: readonly OrderedAppend[]): Promise<readonly PromiseSettledResult<Appended>[]> {
    return this.#ordered.append(appends);
  }

  async readStream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    return limit < 1 ? [] : this.#reader.stream(this.logId, stream, from, limit);
  }

  async readAll(after: Position | undefined, limit: number): Promise<LogPage> {
    if (!(limit >= 1)) throw new RangeError(`a page of ${limit} events`);
    const number = toNumber(this.logId, after);
    const { page } = await this.#page(number, limit);
    if (page.events.length === 0) await refuseBeyondHead(this.#reader, number);
    return page;
  }

  async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncGenerator<LogPage, void> {
    const source = {
      page: (number: bigint) => this.#page(number, TAIL_PAGE),
      head: () => this.#reader.head(),
      watch: this.#watch,
    };
    yield* tail(source, toNumber(this.logId, after), AbortSignal.any([signal, this.#closing.signal]));
  }

  async head(): Promise<Position> {
    return toPosition(this.logId, await this.#reader.head());
  }

  /** Exact: numbers have no gaps. */
  async countAfter(after: Position | undefined): Promise<number> {
    const number = toNumber(this.logId, after);
    const head = await this.#reader.head();
    return head > number ? Number(head - number) : 0;
  }

  /** Appends that wait for the next flush. */
  queued(): number {
    return this.#appends.queued();
  }

  /** Wakes who follows the log behind that position. */
  stored(position: Position): void {
    this.#watch.saw(toNumber(this.logId, position));
  }

  /** Takes no more appends, settles those it has, ends subscriptions and connections. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await Promise.all([this.#appends.close(), this.#ordered.close()]);
    this.#closing.abort();
    this.#writer.drop();
    await this.#reader.close();
  }

  #appended({ revision, number, repeated }: StoredAt): Appended {
    this.#watch.saw(number);
    return { revision, position: toPosition(this.logId, number), repeated };
  }

  async #page(number: bigint, limit: number): Promise<{ page: LogPage; last: bigint }> {
    const { events, last, end } = await this.#reader.after(this.logId, number, limit);
    return { page: { events, next: toPosition(this.logId, last), end }, last };
  }
}
