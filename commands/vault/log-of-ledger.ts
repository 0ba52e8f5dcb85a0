// Law: a ledger lives on one log at a time, and the vault knows on which: a log that it has left takes no more events.
import type { Pool } from 'pg';
import { VaultMismatch } from './founding.js';
import { runStatement } from './transaction.js';

/**
 * Notes the log of a ledger that has none noted yet; else checks that it is this one.
 * @throws VaultMismatch when the ledger lives on another log.
 */
export async function holdToLog(pool: Pool, logId: string): Promise<void> {
  // One statement: between two, another process may found the ledger, and its log would not be noted yet.
  const { rows } = await runStatement<{ log_id: string }>(pool, 'update vault.ledger set log_id = coalesce(log_id, $1) returning log_id', [logId]);
  const bound = rows[0]?.log_id;
  if (bound === undefined || bound === logId) return;
  throw new VaultMismatch(
    `the ledger lives on log ${bound}, and this is log ${logId}: check EVENTSTORE_URL and DATABASE_URL, or move the ledger here with sijil copy-log`,
  );
}

/** The id of the log on which the ledger lives; null when none was noted. */
export async function logOfLedger(pool: Pool): Promise<string | null> {
  const { rows } = await runStatement<{ log_id: string | null }>(pool, 'select log_id from vault.ledger', []);
  return rows[0]?.log_id ?? null;
}

/**
 * Moves a ledger from one log to another, which holds all its events.
 * @throws VaultMismatch when the ledger lives on neither of them.
 */
export async function moveToLog(pool: Pool, from: string, to: string): Promise<void> {
  const { rows } = await runStatement<{ log_id: string }>(
    pool,
    'update vault.ledger set log_id = case when log_id is null or log_id = $1 then $2 else log_id end returning log_id',
    [from, to],
  );
  const bound = rows[0]?.log_id;
  if (bound === to) return;
  throw new VaultMismatch(bound === undefined ? 'the vault is bound to no ledger' : `the ledger lives on log ${bound}, which is neither of the two`);
}
