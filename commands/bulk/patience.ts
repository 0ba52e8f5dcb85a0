// Law: what goes away by waiting is nobody's answer.
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../domain/access/problem.js';
import { OutcomeUnknown, StoreUnavailable } from '../../domain/ledger/event-store.js';

const FIRST_WAIT_MS = 200;
const MAX_WAIT_MS = 5_000;
/** How long a command waits for what may pass by itself before its run gives up, to be gone on with later. */
const PATIENCE_MS = 120_000;

/** True for what goes away by waiting: a store that is away, a claim that another holds. */
export function isPassing(error: unknown): boolean {
  if (error instanceof StoreUnavailable || error instanceof OutcomeUnknown) return true;
  return error instanceof Problem && (error.status === 503 || error.headers['Retry-After'] !== undefined);
}

/** Runs work again and again until nothing stands in its way that passes; throws its error, or the last one when patience ends. */
export async function runPatiently<T>(run: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
      const asked = error instanceof Problem ? Number(error.headers['Retry-After'] ?? 0) * 1000 : 0;
      await delay(Math.min(Math.max(wait, asked), MAX_WAIT_MS));
    }
  }
}
