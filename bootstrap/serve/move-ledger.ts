// Law: a ledger moves while nobody works on it, and lives on the new log from the moment at which the vault says so; until then it lives on the old one.
import type { Pool } from 'pg';
import { ledgerIdOf } from '../../commands/founding/found-ledger.js';
import { liveInstances } from '../../commands/leases/liveness.js';
import { copyLog, refuseGrown, type CopyHooks, type CopyResult, type CopyStep } from '../../commands/log-copy/copy-log.js';
import { CopyRefused } from '../../commands/log-copy/copy-refused.js';
import { checkVault, VaultMismatch } from '../../commands/vault/founding.js';
import { logOfLedger, moveToLog } from '../../commands/vault/log-of-ledger.js';
import type { EventStore } from '../../domain/ledger/event-store.js';

/** Steps of a move, each called when it is done. */
export type MoveStep = CopyStep | 'begun' | 'moved';

export interface MoveParts {
  readonly main: Pool;
  readonly vault: Pool;
  readonly from: EventStore;
  readonly to: EventStore;
}

export interface MoveHooks extends Omit<CopyHooks, 'onStep'> {
  readonly onStep?: (step: MoveStep) => void;
}

/**
 * Copies the ledger's log, verifies the copy, and has the vault name the new one. The caller holds all single-holder roles.
 * Run again after a kill it goes on. Throws CopyRefused and VaultMismatch; the ledger then lives where it did.
 */
export async function moveLedger({ main, vault, from, to }: MoveParts, hooks: MoveHooks = {}): Promise<CopyResult> {
  await refuseInUse(main);
  await checkVault(vault, await ledgerIdOf(from));
  const home = await logOfLedger(vault);
  if (home !== null && home !== from.logId && home !== to.logId) {
    throw new VaultMismatch(`the ledger lives on log ${home}, which is neither source (${from.logId}) nor target (${to.logId})`);
  }
  const result = await copyLog(from, to, hooks);
  await refuseInUse(main);
  // Who lost a role meanwhile has no say any more.
  hooks.signal?.throwIfAborted();
  await moveToLog(vault, from.logId, to.logId);
  try {
    // Who came before the vault's word is seen here; who comes after it sees the vault's word.
    await refuseInUse(main);
    await refuseGrown(from, result.from.position);
  } catch (error) {
    if (home !== to.logId) await moveToLog(vault, to.logId, from.logId);
    throw error;
  }
  hooks.onStep?.('moved');
  return result;
}

async function refuseInUse(main: Pool): Promise<void> {
  const live = await liveInstances(main);
  if (live > 0) throw new CopyRefused(`${live === 1 ? 'a process sends' : `${live} processes send`} commands to the ledger: stop who does first`);
}
