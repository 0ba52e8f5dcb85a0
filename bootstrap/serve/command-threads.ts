// Law: a record's commands go to one thread while it is open, else they are run here; threads begin when so many commands are under way here that they are worth it.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { OnceRunner } from '../../commands/handler/run-once.js';
import { createCommandThread, type CommandThread } from '../../commands/threads/command-thread.js';
import type { Config } from '../config/config.js';

/** What a thread is told when it begins. */
export interface CommandThreadData {
  readonly config: Config;
  readonly mainUrl: string;
  readonly vaultUrl: string;
}

/** Commands under way at a time, here, that are worth the memory and the connections of threads. */
const WORTH_THREADS = 16;
/** How soon a thread that ended may begin again, in milliseconds. */
const BEGIN_AGAIN_MS = 1_000;

/** Runs commands in threads. */
export interface CommandThreads extends OnceRunner {
  /** Appends that wait for the log in any of them. */
  queued(): number;
  /** Ends them once they have decided what they were given. */
  close(): Promise<void>;
}

export interface CommandThreadsParts {
  /** Runs commands in this thread. */
  readonly here: OnceRunner;
  /** Hears of positions that threads have written to. */
  readonly stored: (position: string) => void;
  readonly logger: Logger;
}

/** The place of a thread, which has one or not. */
interface Slot {
  running?: { readonly thread: CommandThread; readonly worker: Worker; readonly ended: Promise<unknown> };
  notBefore: number;
}

/** The threads of a serving process, none of which has begun; 0 for none at all. */
export function createCommandThreads(count: number, data: CommandThreadData, { here, stored, logger }: CommandThreadsParts): CommandThreads {
  const slots: Slot[] = Array.from({ length: count }, () => ({ notBefore: 0 }));
  let underWay = 0;
  let closing = false;

  const begin = (slot: Slot): void => {
    const worker = new Worker(new URL('./command-thread.js', import.meta.url), { workerData: data });
    const thread = createCommandThread(worker, { opened: () => logger.info('a thread decides commands'), stored });
    worker.on('error', (error) => logger.error({ err: error }, 'a thread that decides commands failed'));
    const ended = once(worker, 'exit')
      .catch(() => undefined)
      .then(() => {
        thread.lost();
        delete slot.running;
        slot.notBefore = performance.now() + BEGIN_AGAIN_MS;
        if (!closing) logger.error('a thread that decides commands has ended');
      });
    slot.running = { thread, worker, ended };
  };
  const beginAll = (): void => {
    for (const slot of slots) if (slot.running === undefined && performance.now() >= slot.notBefore && !closing) begin(slot);
  };

  return {
    async run(command) {
      const thread = slots[slotOf(command.request.recordId ?? command.commandId, count)]?.running?.thread;
      if (thread?.isOpen() === true) return thread.run(command);
      underWay += 1;
      if (underWay >= WORTH_THREADS) beginAll();
      try {
        return await here.run(command);
      } finally {
        underWay -= 1;
      }
    },
    settle: () => here.settle(),
    queued: () => slots.reduce((sum, { running }) => sum + (running?.thread.queued() ?? 0), 0),
    async close() {
      closing = true;
      await Promise.all(
        slots.map(async ({ running }) => {
          if (running === undefined) return;
          // One that is not open yet has nothing to bring to an end.
          if (running.thread.isOpen()) running.thread.close();
          else void running.worker.terminate();
          await running.ended;
        }),
      );
    },
  };
}

/** Always the same for an id, which is random. */
function slotOf(id: string, count: number): number {
  return Number.parseInt(id.slice(-6), 16) % count;
}
