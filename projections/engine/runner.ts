// Law: one page at a time, each exactly once in effect: read, fold in memory, write rows and checkpoint together, or leave no trace.
import type pg from 'pg';
import type { LogPage } from '../../domain/ledger/event-store.js';
import { ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { loadRows } from '../../read-models/row-store.js';
import { backoffDelay, infrastructureBackoff, pause, poisonBackoff } from './backoff.js';
import { markFailed, resumeCheckpoint, Superseded, takeCheckpoint, type Checkpoint, type LogOfCheckpoint } from './checkpoint-store.js';
import type { Feed } from './feed-window.js';
import { foldPage, PoisonFact } from './fold-page.js';
import { createPageWriter } from './page-writer.js';
import { handledBy, type ReadModel } from './projection.js';
import { createRowCache } from './row-cache.js';
import { isRefusedByPostgres } from './postgres-refusal.js';
import { storedFact, type Decode, type StoredFact } from './stored-fact.js';

/** What a runner does. `superseded`: another one took over, this one has stopped for good. */
export type RunnerState = 'starting' | 'running' | 'failed' | 'retrying' | 'superseded' | 'stopped';

export interface RunnerStatus {
  readonly state: RunnerState;
  /** Why it fails, retries or has stopped. */
  readonly reason: string | null;
  readonly position: Position | undefined;
}

/** Places in a runner's work at which a test can end it. */
export type Failpoint = (place: 'page-read' | 'page-folded' | 'page-written') => Promise<void> | void;

export interface RunnerOptions {
  readonly model: ReadModel;
  readonly log: LogOfCheckpoint;
  readonly feed: Feed;
  readonly pool: pg.Pool;
  readonly decode: Decode;
  /** Most events a page. */
  readonly pageSize: number;
  /** Rows kept in memory for each table. */
  readonly cachedRows: number;
  /** Hears of every change of state and position, after the commit. */
  readonly onStatus: (status: RunnerStatus) => void;
  readonly failpoint?: Failpoint;
}

export interface Runner {
  readonly model: ReadModel;
  status(): RunnerStatus;
  /** Finishes the page in hand, then stops. */
  stop(): Promise<void>;
  /** Resolves when the runner has stopped or was superseded. */
  readonly ended: Promise<void>;
}

/** Starts a read model's runner: it takes the checkpoint and follows the log until it is stopped or superseded. */
export function startRunner(options: RunnerOptions): Runner {
  const { model, log, feed, pool, decode, failpoint = () => undefined } = options;
  const stopping = new AbortController();
  const cache = createRowCache((table, ids) => loadRows(pool, table, ids), options.cachedRows);
  const writer = createPageWriter(model);
  const handled = handledBy(model);
  let epoch: number | undefined;
  let status: RunnerStatus = { state: 'starting', reason: null, position: undefined };
  const tell = (change: Partial<RunnerStatus>): void => {
    status = { ...status, ...change };
    options.onStatus(status);
  };

  /** The place from which to go on, as the table has it: after a failure it alone knows what was committed. */
  const standing = async (): Promise<Checkpoint> => {
    cache.clear();
    const checkpoint = epoch === undefined ? await takeCheckpoint(pool, model, log) : await resumeCheckpoint(pool, model, epoch);
    epoch = checkpoint.epoch;
    return checkpoint;
  };

  const writePage = async (from: Checkpoint, page: LogPage): Promise<Checkpoint> => {
    const { facts, poison: undecodable } = decodePage(page, handled, decode);
    await failpoint('page-read');
    let writes;
    try {
      writes = await foldPage(model, facts, cache.load);
    } catch (error) {
      if (error instanceof PoisonFact) return await writeSoundPart(from, page, error);
      throw error;
    }
    if (undecodable !== undefined) return await writeSoundPart(from, page, undecodable);
    await failpoint('page-folded');
    const step = { from: from.position, to: page.next, lastEvent: page.events.at(-1) ?? null, events: page.events.length };
    const moved = await writer.write(pool, from.epoch, step, writes);
    await failpoint('page-written');
    // Not moved under our own epoch: an earlier write of ours had arrived after all. Either way the table knows.
    if (!moved) return await standing();
    cache.keep(writes);
    return { position: page.next, epoch: from.epoch };
  };

  /** Writes what lies before a fact that cannot be folded, so that the read model stands right before it; then throws it. */
  const writeSoundPart = async (from: Checkpoint, page: LogPage, poison: PoisonFact): Promise<never> => {
    const events = page.events.slice(0, page.events.findIndex((event) => event.id === poison.fact.id));
    const last = events.at(-1);
    if (last !== undefined) {
      const before = await writePage(from, { events, next: last.position, end: false });
      tell({ position: before.position });
    }
    throw poison;
  };

  const follow = async (): Promise<void> => {
    let at = await standing();
    tell({ state: 'running', reason: null, position: at.position });
    let ahead: { readonly after: Position; readonly page: Promise<LogPage | undefined> } | undefined;
    while (!stopping.signal.aborted) {
      const reading = ahead !== undefined && ahead.after === at.position ? ahead.page : feed.read(at.position, options.pageSize, stopping.signal);
      ahead = undefined;
      const page = await reading;
      if (page === undefined) return;
      // While this page is folded and written, the next one is on its way. At the log's end there is none yet.
      if (!page.end) {
        ahead = { after: page.next, page: feed.read(page.next, options.pageSize, stopping.signal) };
        ahead.page.catch(() => undefined);
      }
      at = await writePage(at, page);
      tell({ state: 'running', reason: null, position: at.position });
      failures = 0;
    }
  };

  let failures = 0;
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (error instanceof Superseded) {
          tell({ state: 'superseded', reason: error.message });
          return;
        }
        // The log no longer has our place: what is done about it is decided where the checkpoint is taken.
        if (error instanceof ForeignPosition) epoch = undefined;
        failures += 1;
        const reason = error instanceof Error ? error.message : String(error);
        const poisoned = error instanceof PoisonFact || isRefusedByPostgres(error);
        tell({ state: poisoned ? 'failed' : 'retrying', reason });
        if (poisoned && epoch !== undefined) await markFailed(pool, model, epoch, reason).catch(() => undefined);
        await pause(backoffDelay(poisoned ? poisonBackoff : infrastructureBackoff, failures, Math.random()), stopping.signal);
      }
    }
    tell({ state: 'stopped', reason: null });
  };
  const ended = run();

  return {
    model,
    status: () => status,
    stop() {
      stopping.abort();
      return ended;
    },
    ended,
  };
}

/** The page's facts that the read model folds, up to the first one that this program cannot read. */
function decodePage(page: LogPage, handled: ReadonlySet<string>, decode: Decode): { facts: StoredFact[]; poison?: PoisonFact } {
  const facts: StoredFact[] = [];
  for (const event of page.events) {
    if (!handled.has(event.type)) continue;
    try {
      facts.push(storedFact(event, decode));
    } catch (error) {
      return { facts, poison: new PoisonFact(event, facts.length, error) };
    }
  }
  return { facts };
}
