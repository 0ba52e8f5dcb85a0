// Law: in one transaction the tombstone stands and key, directory rows and digests are gone: a person is wholly there or wholly forgotten.
import type { Pool, PoolClient } from 'pg';
import type { Tombstone } from '../../domain/ledger/vault.js';
import { lockAll } from './locks.js';
import { inTransaction, runStatement } from './transaction.js';

interface TombstoneRow {
  readonly subject: string;
  readonly reason: string;
  readonly legal_basis: string;
  readonly method: string;
  readonly destroyed_at: Date;
}

/**
 * Destroys the keys of a subject and of the ids that led to the same human (mentions, merged duplicates). Doing it
 * again changes nothing: the first tombstone stays.
 * @returns the subjects destroyed, the one asked for first.
 */
export async function destroySubject(pool: Pool, subject: string, tombstone: Tombstone): Promise<readonly string[]> {
  return inTransaction(pool, async (client) => {
    await lockAll(client, [`record:${subject}`]);
    const subjects = [subject, ...(await aliasesOf(client, subject))];
    await lockAll(
      client,
      subjects.map((id) => `record:${id}` as const),
    );
    await client.query(
      `insert into vault.tombstone (subject, reason, legal_basis, method, destroyed_at)
       select id, $2, $3, $4, $5 from unnest($1::uuid[]) as id on conflict do nothing`,
      [subjects, tombstone.reason, tombstone.legalBasis, tombstone.method, tombstone.at],
    );
    await client.query('delete from vault.subject_key where subject = any($1::uuid[])', [subjects]);
    // What a claim had taken from a mention is the mention's again; a mention that is erased itself has nothing to come back to.
    await client.query('update vault.directory set named_before = null where named_before = any($1::uuid[])', [subjects]);
    await client.query(
      `update vault.directory set record_id = named_before, named_before = null, mentioned = true, claim_command = null, claim_revision = null, claimed_at = null
       where record_id = any($1::uuid[]) and named_before is not null`,
      [subjects],
    );
    await client.query('delete from vault.directory where record_id = any($1::uuid[])', [subjects]);
    await client.query(
      'update vault.command_claim set blind_indexes = null, schemes = null where record_id = any($1::uuid[]) and blind_indexes is not null',
      [subjects],
    );
    await client.query('delete from vault.alias where id = any($1::uuid[]) or record_id = any($1::uuid[])', [subjects]);
    return subjects;
  });
}

/** Tombstones whose `SubjectKeyDestroyed` is not known to stand in the log, oldest first. */
export async function pendingTombstones(pool: Pool): Promise<readonly (Tombstone & { readonly subject: string })[]> {
  const { rows } = await runStatement<TombstoneRow>(
    pool,
    'select subject, reason, legal_basis, method, destroyed_at from vault.tombstone where not logged order by destroyed_at, subject',
    [],
  );
  return rows.map((row) => ({
    subject: row.subject,
    reason: row.reason,
    legalBasis: row.legal_basis,
    method: row.method,
    at: row.destroyed_at.toISOString(),
  }));
}

/** Notes that a tombstone's event stands in the log. */
export async function tombstoneLogged(pool: Pool, subject: string): Promise<void> {
  await runStatement(pool, 'update vault.tombstone set logged = true where subject = $1', [subject]);
}

async function aliasesOf(client: PoolClient, subject: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>('select id from vault.alias where record_id = $1', [subject]);
  return rows.map(({ id }) => id);
}
