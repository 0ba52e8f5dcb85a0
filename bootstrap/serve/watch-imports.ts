import { setTimeout as delay } from 'node:timers/promises';
import type { DependencyContainer } from 'tsyringe';
import { ledgerIdOf } from '../../commands/founding/found-ledger.js';
import * as tokens from '../container/tokens.js';
import type { Gate } from './gate.js';

const LOOK_EVERY_MS = 1_000;

/**
 * Keeps the gate of a process that does not hold the reactor role: closed until the ledger is founded, and while
 * another process imports by a file's clock. While neither can be seen the gate stays as it is.
 */
export async function watchImports(container: DependencyContainer, gate: Gate, signal: AbortSignal): Promise<void> {
  const journal = container.resolve(tokens.IMPORT_JOURNAL);
  const store = container.resolve(tokens.EVENT_STORE);
  let founded = false;
  const closedFor = async (): Promise<string | undefined> => {
    founded ||= (await ledgerIdOf(store)) !== null;
    if (!founded) return 'the ledger is not founded yet';
    const unfinished = await journal.unfinished();
    return unfinished === undefined ? undefined : `${unfinished.name} is being imported`;
  };
  while (!signal.aborted) {
    try {
      const reason = await closedFor();
      if (reason === undefined) gate.open();
      else gate.close(reason);
    } catch {
      // The database is away: who asks for it now hears so himself.
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
