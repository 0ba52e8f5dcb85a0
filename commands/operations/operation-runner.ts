// Law: an operation that was answered with 202 runs to its end: after a crash whoever starts next goes on with the lines that have no outcome.
import type { Pool } from 'pg';
import { createCreatedIds } from '../bulk/created-ids.js';
import { lineCorrelation } from '../bulk/file-id.js';
import type { LineOutcome } from '../bulk/line-outcome.js';
import { readLines } from '../bulk/read-lines.js';
import { restoreCreated } from '../bulk/restore-created.js';
import { runBulk } from '../bulk/run-bulk.js';
import type { Clock } from '../handler/clock.js';
import { createCommandHandler, type HandlerParts } from '../handler/command-handler.js';
import { loadRecord } from '../handler/load-record.js';
import { doneLines, findOperation, openOperations, setStatus, writeOutcomes, type Operation } from './operation-table.js';
import { dropSpool, readSpool } from './spool.js';

const POLL_MS = 1_000;
const OUTCOMES_A_WRITE = 200;
/** First key of the advisory lock that one running operation holds; the second is a hash of its id. */
const OPERATION_LOCK = 0x51_1f;

export interface OperationRunnerParts {
  readonly pool: Pool;
  readonly handlerParts: HandlerParts;
  readonly clock: Clock;
  readonly spoolKey: (operation: string) => Promise<Buffer>;
  readonly onError: (error: unknown) => void;
}

export interface OperationRunner {
  /** Tells the runner that an operation is ready. */
  wake(): void;
  close(): Promise<void>;
}

/** Runs operations one after the other, the ones left by dead processes too. */
export function startOperationRunner(parts: OperationRunnerParts): OperationRunner {
  let closing = false;
  let wakeUp: () => void = () => undefined;
  const loop = async (): Promise<void> => {
    while (!closing) {
      const ran = await runNext(parts, () => closing).catch((error: unknown) => {
        parts.onError(error);
        return false;
      });
      if (ran || closing) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, POLL_MS);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const running = loop();
  return {
    wake: () => wakeUp(),
    async close() {
      closing = true;
      wakeUp();
      await running;
    },
  };
}

/** Thrown between lines when the process stops: the next start goes on. */
class Stopping extends Error {}

async function runNext(parts: OperationRunnerParts, stopping: () => boolean): Promise<boolean> {
  for (const id of await openOperations(parts.pool)) {
    const session = await parts.pool.connect();
    try {
      const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [OPERATION_LOCK, id]);
      if (rows[0]?.got !== true) continue;
      const operation = await findOperation(parts.pool, id);
      if (operation === undefined || (operation.status !== 'ready' && operation.status !== 'running')) continue;
      await runOperation(parts, operation, stopping);
      return true;
    } catch (error) {
      if (!(error instanceof Stopping)) throw error;
      return true;
    } finally {
      // Ending the session frees its lock whatever state it is in.
      session.release(true);
    }
  }
  return false;
}

async function runOperation(parts: OperationRunnerParts, operation: Operation, stopping: () => boolean): Promise<void> {
  const { pool, handlerParts } = parts;
  const { id } = operation;
  await setStatus(pool, id, 'running');
  const done = await doneLines(pool, id);
  const created = createCreatedIds();
  const { vault, commands, store, events } = handlerParts;
  const buffer = outcomeBuffer(pool, id);
  const body = readLines(readSpool(pool, id, await parts.spoolKey(id)));
  const lines = restoreCreated(body, (line) => done.has(line), { commands, vault, created, actor: operation.actor });
  await runBulk(
    {
      registry: commands,
      handler: createCommandHandler(handlerParts),
      names: { vault, created, records: (category) => commands.record(category), load: (type, record) => loadRecord(store, events, type, record) },
      settings: { actor: operation.actor, synthetic: operation.synthetic, correlationOf: (line) => lineCorrelation(id, line) },
      before: () => {
        if (stopping()) throw new Stopping();
        return parts.clock;
      },
      onOutcome: (outcome) => buffer.add(outcome),
    },
    lines,
  ).finally(() => buffer.flush());
  await setStatus(pool, id, 'finished');
  await dropSpool(pool, id);
}

function outcomeBuffer(pool: Pool, id: string): { add(outcome: LineOutcome): Promise<void>; flush(): Promise<void> } {
  let waiting: LineOutcome[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    await writeOutcomes(pool, id, batch);
  };
  return {
    async add(outcome) {
      waiting.push(outcome);
      if (waiting.length >= OUTCOMES_A_WRITE) await flush();
    },
    flush,
  };
}
