// Law: appends in order go in runs, each one transaction, and the next run leaves only when all of the last one are settled.
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
