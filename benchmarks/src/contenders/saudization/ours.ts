import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import type { Contender } from '../../harness/bench.js';
import { holdLargeEntity } from './large-entity.js';
import type { MarketParameters, SaudizationMeasure, SaudizationTask } from './parameters.js';

/** One thread a core. */
const THREADS = 2;

/** Our engine: the market held by two threads, each with half of its blocks. */
export const contender: Contender<MarketParameters, SaudizationTask, SaudizationMeasure> = {
  async prepare(parameters) {
    const threads = Array.from({ length: THREADS }, (_, share) => new Worker(new URL('./share-thread.js', import.meta.url), { workerData: { parameters, share, of: THREADS }, resourceLimits: { maxOldGenerationSizeMb: 6_144 } }));
    await Promise.all(threads.map((thread) => once(thread, 'message')));
    const large = holdLargeEntity();
    return {
      async work(task) {
        if (task.what === 'whatif') return large(task.plans);
        const begun = performance.now();
        const shares = await Promise.all(
          threads.map(async (thread) => {
            const answer = once(thread, 'message') as Promise<[SaudizationMeasure]>;
            thread.postMessage(task.what);
            return (await answer)[0];
          }),
        );
        const total = (of: (measure: SaudizationMeasure) => number): number => shares.reduce((sum, measure) => sum + of(measure), 0);
        return {
          seconds: (performance.now() - begun) / 1_000,
          entities: total(({ entities }) => entities),
          workers: total(({ workers }) => workers),
          sum: total(({ sum }) => sum),
          p95Ms: 0,
        };
      },
      async close() {
        await Promise.all(threads.map((thread) => thread.terminate()));
      },
    };
  },
};
