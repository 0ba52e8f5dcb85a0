// Law: EventStoreDB behind the port: what it leaves unsaid is settled here, and nobody else knows that it is there.
import { appendOneByOne } from '../../../domain/ledger/append-in-order.js';
import {
  StoreUnavailable,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogPage,
  type OrderedAppend,
} from '../../../domain/ledger/event-store.js';
import type { NewEvent, RecordedEvent } from '../../../domain/ledger/event.js';
import type { Position } from '../../../domain/ledger/position.js';
import { pause } from '../pause.js';
import { checkAppend } from '../storable.js';
import { Appender } from './appender.js';
import { CallFailed, unavailable } from './call-failure.js';
import { Connection } from './connection.js';
import { Deadlines } from './deadlines.js';
import { eventStoreDbSettings, type EventStoreDbSettings } from './eventstoredb-settings.js';
import { followLog } from './follow-log.js';
import { LogEndFinder } from './log-end.js';
import { confirmIdentity, identify } from './log-identity.js';
import { memoryOf, type LogMemory } from './log-memory.js';
import { readPage } from './log-page.js';
import { placeOf, positionAt, type Place } from './log-place.js';
import { eventOf } from './recorded-record.js';
import { RecordsReader } from './records-reader.js';
import { SubscriptionLanes } from './subscription-lanes.js';

interface StoreParts {
  readonly settings: EventStoreDbSettings;
  readonly connection: Connection;
  readonly deadlines: Deadlines;
  readonly reader: RecordsReader;
  readonly appender: Appender;
  readonly end: LogEndFinder;
}

export class EventStoreDbStore implements EventStore {
  readonly logId: string;
  readonly #parts: StoreParts;
  readonly #memory: LogMemory;
  readonly #lanes: SubscriptionLanes;
  readonly #closing = new AbortController();
  /** Appends that are not settled yet. */
  readonly #appending = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  private constructor(logId: string, parts: StoreParts) {
    this.logId = logId;
    this.#parts = parts;
    this.#memory = memoryOf(logId);
    this.#lanes = new SubscriptionLanes(parts.settings.url, parts.deadlines, parts.settings.maxSubscriptions);
  }

  /** Opens the log at an address, and gives it an id when it is new. Rejects with StoreUnavailable when it cannot be reached in time. */
  static async open(given: Partial<EventStoreDbSettings> & { readonly url: string }): Promise<EventStoreDbStore> {
    const settings = eventStoreDbSettings(given);
    const deadlines = new Deadlines();
    const connection = new Connection(settings.url, deadlines);
    const reader = new RecordsReader(connection, deadlines, settings);
    let logId: string | undefined;
    // After an outage another log may answer at the address: nothing is appended to that one.
    const probe = (): Promise<void> => (logId === undefined ? reader.probe() : confirmIdentity(reader, logId));
    const appender = new Appender({ connection, deadlines, reader, settings, probe });
    const end = new LogEndFinder(
      reader,
      () => connection.steadyMs < settings.doubtMs,
      (last) => {
        if (logId !== undefined) memoryOf(logId).putBack(last);
      },
    );
    try {
      logId = await identified(reader, appender, settings.awayMs);
      const store = new EventStoreDbStore(logId, { settings, connection, deadlines, reader, appender, end });
      store.#memory.saw((await end.find()).record);
      return store;
    } catch (error) {
      appender.close();
      connection.close();
      throw unavailable('be opened', error);
    }
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const append = checkAppend(stream, expected, events);
    if (this.#closing.signal.aborted) throw new StoreUnavailable('the log is closed');
    const appending = this.#parts.appender.append(this.logId, this.#memory, append);
    this.#appending.add(appending);
    try {
      return await appending;
    } finally {
      this.#appending.delete(appending);
    }
  }

  /** One after the other: of appends that are under way together the server may drop one and take the next. */
  appendInOrder(appends: readonly OrderedAppend[]): Promise<readonly PromiseSettledResult<Appended>[]> {
    return appendOneByOne((stream, expected, events) => this.append(stream, expected, events), appends);
  }

  async readStream(stream: string, from: number, limit: number): Promise<readonly RecordedEvent[]> {
    if (limit < 1 || stream.startsWith('$')) return [];
    this.#refuseClosed();
    const records = await this.#parts.reader.stream(stream, from, limit);
    const last = records.at(-1);
    if (last !== undefined) this.#memory.saw(last.place);
    return records.flatMap(({ record, place }) => eventOf(this.logId, record, place) ?? []);
  }

  async readAll(after: Position | undefined, limit: number): Promise<LogPage> {
    if (!(limit >= 1)) throw new RangeError(`a page of ${limit} events`);
    const place = placeOf(this.logId, after);
    this.#refuseClosed();
    return readPage({ logId: this.logId, reader: this.#parts.reader, end: this.#parts.end }, place, limit);
  }

  async *subscribe(after: Position | undefined, signal: AbortSignal): AsyncGenerator<LogPage, void> {
    const place = placeOf(this.logId, after);
    const { settings, deadlines, end } = this.#parts;
    const either = AbortSignal.any([signal, this.#closing.signal]);
    if (either.aborted) return;
    const { connection, leave } = this.#lanes.enter();
    const parts = {
      logId: this.logId,
      connection,
      deadlines,
      confirmWithinMs: settings.readTimeoutMs,
      silenceMs: settings.silenceMs,
      pageEvents: settings.pageEvents,
      saw: (seen: Place) => this.#memory.saw(seen),
      lastRecord: async () => (await end.find()).record,
    };
    try {
      yield* followLog(parts, end, place, either);
    } finally {
      leave();
    }
  }

  async head(): Promise<Position> {
    this.#refuseClosed();
    const { event, record } = await this.#parts.end.find();
    this.#memory.saw(record);
    return positionAt(this.logId, event);
  }

  /** The store cannot count: its positions have gaps, and what it writes for itself stands between. */
  async countAfter(after: Position | undefined): Promise<undefined> {
    placeOf(this.logId, after);
  }

  /** Appends that wait for others to be settled. */
  queued(): number {
    return this.#parts.appender.queued;
  }

  /** Takes no more appends, settles those it has, ends subscriptions and connections. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#appending);
    this.#parts.appender.close();
    this.#parts.connection.close();
  }

  #refuseClosed(): void {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('the log is closed');
  }
}

/** The log's id, from a server that may only just be starting. */
async function identified(reader: RecordsReader, appender: Appender, awayMs: number): Promise<string> {
  const until = performance.now() + awayMs;
  for (;;) {
    try {
      return await identify(reader, () => appender.stream());
    } catch (error) {
      if (!(error instanceof CallFailed || error instanceof StoreUnavailable) || performance.now() > until) throw error;
    }
    await pause(200);
  }
}
