// Law: a reaction goes on behind the last event it is known to have done; the place is a stream's revision, so it outlives a move to another log store.
import type { Pool } from 'pg';
import { runStatement } from './transaction.js';

/** Where a reaction stands; undefined before its first event. */
export async function readCheckpoint(pool: Pool, reaction: string): Promise<{ stream: string; revision: number } | undefined> {
  const { rows } = await runStatement<{ stream: string; revision: number }>(
    pool,
    'select stream, revision from vault.reaction_checkpoint where reaction = $1',
    [reaction],
    'vault-read-checkpoint',
  );
  return rows[0];
}

/** Notes the last event done. Only the one holder of the reactor role writes it. */
export async function writeCheckpoint(pool: Pool, reaction: string, at: { stream: string; revision: number }, now: Date): Promise<void> {
  await runStatement(
    pool,
    `insert into vault.reaction_checkpoint (reaction, stream, revision, updated_at) values ($1, $2, $3, $4)
     on conflict (reaction) do update set stream = excluded.stream, revision = excluded.revision, updated_at = excluded.updated_at`,
    [reaction, at.stream, at.revision, now],
    'vault-write-checkpoint',
  );
}
