// Law: appends in order go at once where all stand as they should, else in runs, each one transaction, the next once all of the last one are settled.
import { isRefusal, notSent } from '../../domain/ledger/append-in-order.js';
import { StoreUnavailable, type Appended, type OrderedAppend } from '../../domain/ledger/event-store.js';
import type { Settled } from '../micro-batch/micro-batch.js';
import { settleFlush, type StoredAt } from './append-lane.js';
import type { LogSettings } from './log-settings.js';
import { LogWriter } from './log-writer.js';
import { checkAppend, type StorableAppend } from './storable.js';

export interface OrderedLaneParts {
  readonly settings: LogSettings;
  readonly appended: (stored: StoredAt) => Appended;
}

type Result = PromiseSettledResult<Appended>;

/** An append of a run and its place in what was asked for. */
interface Member {
  readonly at: number;
  readonly item: StorableAppend;
}

/** Appends in order over a connection of its own, beside those that go in no order. */
export class OrderedLane {
  readonly #parts: OrderedLaneParts;
  readonly #writer: LogWriter;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(parts: OrderedLaneParts) {
    this.#parts = parts;
    this.#writer = new LogWriter(parts.settings);
  }

  /** Gives each append's result, as the port has it. */
  append(appends: readonly OrderedAppend[]): Promise<readonly Result[]> {
    if (this.#closed) return Promise.resolve(appends.map(() => rejected(new StoreUnavailable('the log is closed'))));
    const results = this.#last.then(() => this.#send(appends));
    this.#last = results.catch(() => undefined);
    return results;
  }

  /** Settles what was asked for and ends the connection. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#last;
    this.#writer.drop();
  }

  async #send(appends: readonly OrderedAppend[]): Promise<readonly Result[]> {
    const results: (Result | undefined)[] = appends.map(() => undefined);
    const members: Member[] = [];
    for (const [at, { stream, expected, events }] of appends.entries()) {
      try {
        members.push({ at, item: checkAppend(stream, expected, events) });
      } catch (reason) {
        results[at] = rejected(reason);
      }
    }
    if (await this.#allAtOnce(members, results)) return results.map((result) => result ?? notSent());
    for (const run of this.#runs(members)) {
      const settled = await settleFlush(
        this.#writer,
        run.map(({ item }) => item),
        this.#parts.settings.settleWithinMs,
      );
      for (const [n, { at }] of run.entries()) results[at] = this.#result(settled[n]);
      if (settled.some((one) => !one.ok && !isRefusal(one.error))) break;
    }
    return results.map((result) => result ?? notSent());
  }

  /**
   * Stores all in one statement, where a stream comes twice and all stand where they should. False when it is not certain that all
   * are stored: in runs each is settled for itself, and one that is there already is a repeat.
   */
  async #allAtOnce(members: readonly Member[], results: (Result | undefined)[]): Promise<boolean> {
    const { maxFlushAppends, maxFlushBytes } = this.#parts.settings;
    const items = members.map(({ item }) => item);
    const bytes = items.reduce((sum, item) => sum + item.bytes, 0);
    if (items.length < 2 || items.length > maxFlushAppends || bytes > maxFlushBytes) return false;
    if (new Set(items.map(({ stream }) => stream)).size === items.length) return false;
    let number: bigint | undefined;
    try {
      await this.#writer.connect();
      number = await this.#writer.appendRun(items);
    } catch {
      this.#writer.drop();
    }
    if (number === undefined) return false;
    for (const { at, item } of members.toReversed()) {
      results[at] = this.#result({ ok: true, value: { revision: item.expected + item.events.length, number, repeated: false } });
      number -= BigInt(item.events.length);
    }
    return true;
  }

  /** A run names no stream twice and has a flush's bounds. */
  *#runs(members: readonly Member[]): Generator<readonly Member[]> {
    const { maxFlushAppends, maxFlushBytes } = this.#parts.settings;
    let run: Member[] = [];
    let streams = new Set<string>();
    let bytes = 0;
    for (const member of members) {
      const { stream } = member.item;
      const full = run.length === maxFlushAppends || bytes + member.item.bytes > maxFlushBytes || streams.has(stream);
      if (run.length > 0 && full) {
        yield run;
        run = [];
        streams = new Set();
        bytes = 0;
      }
      run.push(member);
      streams.add(stream);
      bytes += member.item.bytes;
    }
    if (run.length > 0) yield run;
  }

  #result(settled: Settled<StoredAt> | undefined): Result {
    if (settled === undefined) return notSent();
    return settled.ok ? { status: 'fulfilled', value: this.#parts.appended(settled.value) } : rejected(settled.error);
  }
}

function rejected(reason: unknown): PromiseRejectedResult {
  return { status: 'rejected', reason };
}
