// Law: pages in the log's order, each exactly once in effect: read, fold in memory, write rows and checkpoint together, or leave no trace.
import type pg from 'pg';
import type { LogPage } from '../../domain/ledger/event-store.js';
import { comparePositions, ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { loadRows } from '../../read-models/row-store.js';
import { backoffDelay, infrastructureBackoff, pause, poisonBackoff } from './backoff.js';
import { markFailed, resumeCheckpoint, Superseded, takeCheckpoint, type Checkpoint, type LogOfCheckpoint } from './checkpoint-store.js';
import type { MoveTogether } from './checkpoint-steps.js';
import type { Feed } from './feed-window.js';
import { newOf } from './new-events.js';
import { foldPage, PoisonFact, type PageWrites } from './fold-page.js';
import { onTopOf, openStep, type OpenStep } from './page-step.js';
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
  /** A runner that is behind folds pages on until they hold so many events or change so many rows, and writes them as one. */
  readonly stepEvents: number;
  readonly stepRows: number;
  /** Or for so long, in milliseconds, and until the step before is written: the database writes while the runner folds. */
  readonly stepMs: number;
  /** Moves its checkpoint together with other read models' where no row changes. */
  readonly moveTogether?: MoveTogether;
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
  const writer = createPageWriter(model, options.moveTogether);
  const handled = handledBy(model);
  let epoch: number | undefined;
  let status: RunnerStatus = { state: 'starting', reason: null, position: undefined };
  const tell = (change: Partial<RunnerStatus>): void => {
    status = { ...status, ...change };
    options.onStatus(status);
  };

  /** The place from which to go on, as the table has it: after a failure it alone knows what was committed. */
  const standing = async (): Promise<Checkpoint> => {
    const checkpoint = epoch === undefined ? await takeCheckpoint(pool, model, log) : await resumeCheckpoint(pool, model, epoch);
    epoch = checkpoint.epoch;
    cache.clear({ tablesAreEmpty: checkpoint.position === undefined });
    return checkpoint;
  };

  /** Writes a step. False when the checkpoint was not where it should be: nothing was written, and the table knows why. */
  const writeStep = async (epochNow: number, step: OpenStep): Promise<boolean> => {
    if (!(await writer.write(pool, epochNow, step, step.writes))) return false;
    await failpoint('page-written');
    cache.keep(step.writes);
    tell({ state: 'running', reason: null, position: step.to });
    failures = 0;
    return true;
  };

  /** What folding a page changes. Of a page with a fact that cannot be folded, the sound part is added to the step; then it throws. */
  const foldOnto = async (step: OpenStep, page: LogPage, underWay: readonly PageWrites[]): Promise<void> => {
    const { facts, poison: undecodable } = decodePage(page, handled, decode);
    await failpoint('page-read');
    const load = onTopOf(cache.load, [step.writes, ...underWay]);
    try {
      const writes = await foldPage(model, facts, load);
      if (undecodable === undefined) return step.add(page, writes);
    } catch (error) {
      if (!(error instanceof PoisonFact)) throw error;
      await foldSoundPart(step, page, error, load);
    }
    if (undecodable !== undefined) await foldSoundPart(step, page, undecodable, load);
  };

  /** Adds what lies before a fact that cannot be folded, so that the read model comes to stand right before it; then throws it. */
  const foldSoundPart = async (step: OpenStep, page: LogPage, poison: PoisonFact, load: typeof cache.load): Promise<never> => {
    const events = page.events.slice(0, page.events.findIndex((event) => event.id === poison.fact.id));
    const last = events.at(-1);
    if (last !== undefined) {
      const { facts } = decodePage({ events }, handled, decode);
      step.add({ events, next: last.position, end: false }, await foldPage(model, facts, load));
    }
    throw poison;
  };

  /** True when the log is known to go on behind a page, so that what follows may be written together with it. */
  const goesOn = (page: LogPage): boolean => {
    const head = feed.head();
    return !page.end && head !== undefined && comparePositions(page.next, head) < 0;
  };

  /** Follows the log until it is stopped, or until the table says that it stands elsewhere. */
  const follow = async (): Promise<void> => {
    const at = await standing();
    tell({ state: 'running', reason: null, position: at.position });
    let step = openStep(at.position);
    let since = performance.now();
    /** The step that is being written while the next one is folded. */
    let flight: { readonly step: OpenStep; readonly written: Promise<boolean>; over: boolean } | undefined;
    const isDue = (): boolean => {
      if (step.events >= options.stepEvents || step.rows >= options.stepRows) return true;
      return performance.now() - since >= options.stepMs && flight?.over !== false;
    };
    const landed = async (): Promise<boolean> => {
      const written = await (flight?.written ?? true);
      flight = undefined;
      return written;
    };
    const send = async (): Promise<void> => {
      await failpoint('page-folded');
      const written = writeStep(at.epoch, step);
      const sent = { step, written, over: false };
      // Its failure is heard where it is waited for.
      void written.catch(() => undefined).finally(() => (sent.over = true));
      flight = sent;
      step = openStep(step.to);
      since = performance.now();
    };
    const read = async (after: Position | undefined): Promise<LogPage | undefined> => {
      const page = await feed.read(after, options.pageSize, stopping.signal);
      return page === undefined ? undefined : newOf(page, after);
    };
    let ahead: Promise<LogPage | undefined> | undefined;
    try {
      for (let reached = at.position; !stopping.signal.aborted; ) {
        const page = await (ahead ?? read(reached));
        ahead = undefined;
        if (page === undefined) break;
        reached = page.next;
        // While this page is folded and written, the next one is on its way. At the log's end there is none yet.
        if (!page.end) {
          ahead = read(reached);
          ahead.catch(() => undefined);
        }
        await foldOnto(step, page, flight === undefined ? [] : [flight.step.writes]);
        const more = goesOn(page);
        if (more && !isDue()) continue;
        if (!(await landed())) return;
        await send();
        if (!more && !(await landed())) return;
      }
      // Stopping: the step in hand is finished.
      if ((await landed()) && step.events > 0) await send();
      await landed();
    } catch (error) {
      if ((await landed()) && error instanceof PoisonFact && step.events > 0) await send();
      await landed();
      throw error;
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
function decodePage(page: Pick<LogPage, 'events'>, handled: ReadonlySet<string>, decode: Decode): { facts: StoredFact[]; poison?: PoisonFact } {
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
