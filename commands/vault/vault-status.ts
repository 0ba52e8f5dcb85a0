// Law: the vault tells how much it holds, never whose.
import type { Pool } from 'pg';
import { runStatement } from './transaction.js';

/** Counts for `sijil vault status`. */
export interface VaultStatus {
  readonly ledgerId: string | null;
  /** People who have a key. */
  readonly subjects: number;
  readonly tombstones: number;
  /** Tombstones whose event is not known to stand in the log. */
  readonly tombstonesPending: number;
  /** Identifiers that a record's stream shows. */
  readonly firmRows: number;
  /** Identifiers claimed by a command whose event was not seen yet, or fenced. */
  readonly claimedRows: number;
  /** Identifiers that only other records' events mention. */
  readonly mentionedRows: number;
  readonly commands: number;
  readonly actors: number;
  readonly epochs: number;
}

/** Counts the vault's contents. */
export async function vaultStatus(pool: Pool): Promise<VaultStatus> {
  const { rows } = await runStatement<{ status: VaultStatus }>(
    pool,
    `select jsonb_build_object(
       'ledgerId', (select ledger_id from vault.ledger),
       'subjects', (select count(distinct subject) from vault.subject_key),
       'tombstones', (select count(*) from vault.tombstone),
       'tombstonesPending', (select count(*) from vault.tombstone where not logged),
       'firmRows', d.firm, 'claimedRows', d.claimed, 'mentionedRows', d.mentioned,
       'commands', (select count(*) from vault.command_claim),
       'actors', (select count(*) from vault.actor),
       'epochs', (select count(*) from vault.epoch)) as status
     from (select count(*) filter (where landed_revision is not null) as firm,
                  count(*) filter (where landed_revision is null and claim_revision is not null) as claimed,
                  count(*) filter (where landed_revision is null and claim_revision is null) as mentioned
           from vault.directory) as d`,
    [],
  );
  const status = rows[0]?.status;
  if (status === undefined) throw new Error('the vault gave no counts');
  return status;
}
