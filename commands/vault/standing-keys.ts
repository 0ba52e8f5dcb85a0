// Law: what a kept key opened is shown only when the vault says at that moment that the key still stands.
import type { Pool } from 'pg';
import type { SealedBox } from '../../domain/ledger/event.js';
import { runStatement } from './transaction.js';

const FALLEN = `select exists (select from unnest($1::uuid[], $2::integer[]) as k(subject, version)
  where not exists (select from vault.subject_key s where s.subject = k.subject and s.key_version = k.version)) as fallen`;

/** Whether every key that these boxes name stands now. Who opens boxes asks for many at once: nothing is grouped here. */
export async function keysStand(pool: Pool, boxes: readonly Pick<SealedBox, 'subject' | 'keyVersion'>[]): Promise<boolean> {
  if (boxes.length === 0) return true;
  const values = [boxes.map(({ subject }) => subject), boxes.map(({ keyVersion }) => keyVersion)];
  const { rows } = await runStatement<{ fallen: boolean }>(pool, FALLEN, values, 'vault-standing-keys');
  return rows[0]?.fallen === false;
}
