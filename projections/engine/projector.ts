// Law: read models share nothing but the feed: one that fails leaves the others running.
import type pg from 'pg';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { createMoveTogether } from './checkpoint-steps.js';
import { openFeedWindow } from './feed-window.js';
import { silenceLimitMs } from './page-writer.js';
import type { Progress } from './progress.js';
import type { ReadModel } from './projection.js';
import { startRunner, type Failpoint, type Runner, type RunnerStatus } from './runner.js';
import type { Decode } from './stored-fact.js';

export interface ProjectorOptions {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly models: readonly ReadModel[];
  readonly decode: Decode;
  readonly progress: Progress;
  /** Hears of every change of a read model's state; positions are told to `progress`. */
  readonly onState?: (model: ReadModel, status: RunnerStatus) => void;
  /** Hears of failures of the shared subscription. */
  readonly onFeedError?: (error: unknown) => void;
  readonly pageSize?: number;
  readonly stepEvents?: number;
  readonly stepRows?: number;
  readonly cachedRows?: number;
  readonly windowEvents?: number;
  readonly failpoint?: Failpoint;
}

export interface Projector {
  readonly runners: readonly Runner[];
  /** Finishes the pages in hand, then stops. */
  stop(): Promise<void>;
}

/** Time for which a runner that is behind folds on while nothing is being written: the longer, the fewer rows are written more than once. */
const STEP_MS = 3_000;

/** Starts one runner for each read model over one shared tail of the log. */
export function startProjector(options: ProjectorOptions): Projector {
  const { store, pool, progress } = options;
  const feed = openFeedWindow({ store, events: options.windowEvents ?? 8_192, onError: options.onFeedError ?? (() => undefined) });
  const moveTogether = createMoveTogether(pool, silenceLimitMs);
  const runners = options.models.map((model) => {
    let state: RunnerStatus['state'] | undefined;
    return startRunner({
      model,
      log: store,
      feed,
      pool,
      decode: options.decode,
      pageSize: options.pageSize ?? 2_000,
      stepEvents: options.stepEvents ?? 100_000,
      stepRows: options.stepRows ?? 20_000,
      stepMs: STEP_MS,
      moveTogether,
      cachedRows: options.cachedRows ?? 20_000,
      ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
      onStatus(status) {
        if (status.state === 'superseded' || status.state === 'stopped') progress.left(model.name);
        else if (status.state !== 'starting') progress.moved(model.name, status.position);
        if (status.state !== state) options.onState?.(model, status);
        state = status.state;
      },
    });
  });
  return {
    runners,
    async stop() {
      await Promise.all(runners.map((runner) => runner.stop()));
      await feed.close();
    },
  };
}
