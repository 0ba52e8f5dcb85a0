import { setTimeout as delay } from 'node:timers/promises';
import type { DependencyContainer } from 'tsyringe';
import { ledgerIdOf } from '../../commands/founding/found-ledger.js';
import * as tokens from '../container/tokens.js';
import type { Gate } from './gate.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Keeps the gate of a process that does not hold the reactor role: closed until the ledger is founded, and while
 * another process imports by a file's clock.
 */
export async function watchImports(container: DependencyContainer, gate: Gate, signal: AbortSignal): Promise<void> {
  const journal = container.resolve(tokens.IMPORT_JOURNAL);
  const store = container.resolve(tokens.EVENT_STORE);
  let founded = false;
  while (!signal.aborted) {
    founded ||= (await ledgerIdOf(store).catch(() => null)) !== null;
    const unfinished = await journal.unfinished().catch(() => undefined);
    if (!founded) gate.close('the ledger is not founded yet');
    else if (unfinished !== undefined) gate.close(`${unfinished.name} is being imported`);
    else gate.open();
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
