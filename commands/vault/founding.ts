// Law: the vault learns the ledger's id before the log does; so a log with events always finds its id in its vault, or has the wrong one.
import type { Pool } from 'pg';
import { inTransaction, runStatement } from './transaction.js';

/** Log and vault do not belong together: the start is refused with this one line. */
export class VaultMismatch extends Error {
  override readonly name = 'VaultMismatch';
}

/**
 * Binds an unbound vault to a ledger's id, before `LedgerFounded` is appended.
 * @returns the id the vault is bound to: the one given, or the one that was there first.
 */
export async function bindVault(pool: Pool, ledgerId: string, now: Date): Promise<string> {
  return inTransaction(pool, async (client) => {
    await client.query('insert into vault.ledger (ledger_id, bound_at) values ($1, $2) on conflict do nothing', [ledgerId, now]);
    const { rows } = await client.query<{ ledger_id: string }>('select ledger_id from vault.ledger');
    const bound = rows[0]?.ledger_id;
    if (bound === undefined) throw new Error('the vault lost its ledger id');
    return bound;
  });
}

/**
 * Checks that log and vault belong together. `ledgerId` is the one in the log's `LedgerFounded`, null for an empty log.
 * @returns the vault's ledger id; null when it is unbound, and the ledger is to be founded with a new one.
 * An empty log with a bound vault is a founding that was cut short: it goes on with the vault's id.
 * @throws VaultMismatch for an empty or foreign vault, and for an empty log whose vault already knows people.
 */
export async function checkVault(pool: Pool, ledgerId: string | null): Promise<string | null> {
  const { rows } = await runStatement<{ ledger_id: string | null; used: boolean }>(
    pool,
    `select (select ledger_id from vault.ledger) as ledger_id,
            exists (select from vault.subject_key) or exists (select from vault.command_claim) as used`,
    [],
  );
  const vault = rows[0]?.ledger_id ?? null;
  if (ledgerId === null) {
    if (rows[0]?.used === true) {
      throw new VaultMismatch(
        `the log is empty, but the vault of ledger ${vault ?? 'without id'} holds people's keys: restore the log, move it here with sijil copy-log, or give it an empty vault`,
      );
    }
    return vault;
  }
  if (vault === null) throw new VaultMismatch(`the log of ledger ${ledgerId} has events, but the vault is empty: restore its vault`);
  if (vault !== ledgerId) throw new VaultMismatch(`the log belongs to ledger ${ledgerId}, the vault to ledger ${vault}`);
  return vault;
}
