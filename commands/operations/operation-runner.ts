// Law: an operation that was answered with 202 runs to its end: after a crash whoever starts next goes on with the lines that have no outcome.
import type { Pool } from 'pg';
import { createCreatedIds } from '../bulk/created-ids.js';
import { lineCorrelation } from '../bulk/file-id.js';
import { parseLines, runHere } from '../bulk/decide-here.js';
import { commandViews, createFileOrder } from '../bulk/file-order.js';
import { readLines } from '../bulk/read-lines.js';
import { restoreCreated } from '../bulk/restore-created.js';
import { runBulk } from '../bulk/run-bulk.js';
import type { Clock } from '../handler/clock.js';
import type { HandlerParts } from '../handler/command-handler.js';
import { forgetUnheard } from './body-heard.js';
import { whileHolding } from './operation-lock.js';
import { doneLines, endOperation, findOperation, openOperations, setStatus, type Operation } from './operation-table.js';
import { createOutcomeBuffer } from './outcome-buffer.js';
import { readSpool, SpoolUnreadable } from './spool.js';

const POLL_MS = 1_000;
/** How often bodies are looked for that are nobody's. */
const FORGET_EVERY_MS = 60_000;
/** How long an operation that could not go on is left alone, so that others come by. */
const LEAVE_ALONE_MS = 10_000;

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
  let woken = false;
  let wakeUp: () => void = () => undefined;
  const leftAlone = new Map<string, number>();
  const loop = async (): Promise<void> => {
    let forgetAt = 0;
    while (!closing) {
      woken = false;
      if (performance.now() >= forgetAt) {
        forgetAt = performance.now() + FORGET_EVERY_MS;
        await forgetUnheard(parts.pool).catch(parts.onError);
      }
      const ran = await runNext(parts, leftAlone, () => closing).catch((error: unknown) => {
        parts.onError(error);
        return false;
      });
      if (ran || closing || woken) continue;
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
    wake() {
      woken = true;
      wakeUp();
    },
    async close() {
      closing = true;
      wakeUp();
      await running;
    },
  };
}

/** Thrown between lines when the process stops: the next start goes on. */
class Stopping extends Error {}

/** Runs the oldest open operation that no other process runs. False when there is none. */
async function runNext(parts: OperationRunnerParts, leftAlone: Map<string, number>, stopping: () => boolean): Promise<boolean> {
  for (const id of await openOperations(parts.pool)) {
    if ((leftAlone.get(id) ?? 0) > performance.now()) continue;
    leftAlone.delete(id);
    const ran = await whileHolding(parts.pool, id, async (isHeld) => {
      const operation = await findOperation(parts.pool, id);
      if (operation === undefined || (operation.status !== 'ready' && operation.status !== 'running')) return false;
      try {
        await runOperation(parts, operation, () => stopping() || !isHeld());
      } catch (error) {
        if (error instanceof Stopping) return true;
        leftAlone.set(id, performance.now() + LEAVE_ALONE_MS);
        if (error instanceof SpoolUnreadable) await endOperation(parts.pool, id, 'body-unreadable');
        parts.onError(error);
      }
      return true;
    });
    if (ran) return true;
  }
  return false;
}

async function runOperation(parts: OperationRunnerParts, operation: Operation, stopping: () => boolean): Promise<void> {
  const { pool, handlerParts, clock } = parts;
  const { id, actor, synthetic } = operation;
  await setStatus(pool, id, 'running');
  const done = await doneLines(pool, id);
  const created = createCreatedIds();
  const { vault, commands } = handlerParts;
  const outcomes = createOutcomeBuffer(pool, id);
  const order = createFileOrder(commandViews(handlerParts));
  const body = readLines(readSpool(pool, id, await parts.spoolKey(id)));
  const settings = { actor, synthetic, correlationOf: (line: number) => lineCorrelation(id, line) };
  await runBulk(
    {
      names: { vault, created, records: (category) => commands.record(category) },
      open: (number, head) => {
        if (stopping()) throw new Stopping();
        return runHere(order.next(), settings, number, head, clock);
      },
      onOutcome: (outcome) => outcomes.add(outcome),
    },
    parseLines(commands, restoreCreated(body, (line) => done.has(line), { commands, vault, created, actor })),
  ).finally(() => outcomes.flush());
  await endOperation(pool, id, null);
}
