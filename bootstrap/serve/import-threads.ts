// Law: threads of an import begin and end with it; one that fails fails the import.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { createLineWorker, type LineWorker } from '../../commands/bulk/line-workers.js';
import type { Actor } from '../../domain/access/roles.js';
import type { Config } from '../config/config.js';

/** What a thread is told when it begins. */
export interface ImportThreadData {
  readonly config: Config;
  readonly mainUrl: string;
  readonly vaultUrl: string;
  readonly actor: Actor;
  readonly synthetic: boolean;
  readonly file: string;
}

/** Bytes of a file for which it pays to start threads: some thousand lines. */
const WORTH_THREADS = 1024 * 1024;
/** More than these two wait for the thread that orders, and for memory. */
const MOST_THREADS = 2;
/** Room of a thread’s young generation, in MB: two halves of 8, and what is moved between them. Twice as much moves no less, and takes 37 MB more in all. */
const YOUNG_MB = 24;

/** Threads for a file, unless the caller wants another number: none for a small one, or where there is but one core. */
export function threadsFor(bytes: number): number {
  const cores = availableParallelism();
  return bytes < WORTH_THREADS || cores < 2 ? 0 : Math.min(cores, MOST_THREADS);
}

/** The threads of one import. */
export interface ImportThreads {
  readonly workers: readonly LineWorker[];
  /** Ends them once they have decided what they were given. */
  close(): Promise<void>;
}

/** Starts threads; a failure of one is told to whoever waits for it. */
export function startImportThreads(count: number, data: ImportThreadData): ImportThreads {
  const threads = Array.from({ length: count }, () => {
    const thread = new Worker(new URL('./import-thread.js', import.meta.url), {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    const worker = createLineWorker(thread);
    thread.on('error', (error) => worker.lost(error instanceof Error ? error : new Error(String(error))));
    const ended = once(thread, 'exit').catch(() => undefined).then(() => worker.lost(new Error('a thread of the import ended')));
    return { worker, ended };
  });
  return {
    workers: threads.map(({ worker }) => worker),
    async close() {
      for (const { worker } of threads) worker.close();
      await Promise.all(threads.map(({ ended }) => ended));
    },
  };
}
