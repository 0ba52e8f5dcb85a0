// Law: a kept key opens and seals only what is shown or appended after the vault has said that it still stands.
import type { Pool } from 'pg';
import type { SealedBox } from '../../domain/ledger/event.js';
import { runStatement } from './transaction.js';

const FALLEN = `select exists (select from unnest($1::uuid[], $2::integer[]) as k(subject, version)
  where not exists (select from vault.subject_key s where s.subject = k.subject and s.key_version = k.version)) as fallen`;

/** Whether every key that these boxes name stands now. Who opens boxes asks for many at once: nothing is grouped here. */
export async function keysStand(pool: Pool, boxes: readonly Pick<SealedBox, 'subject' | 'keyVersion'>[]): Promise<boolean> {
  if (boxes.length === 0) return true;
  const values = [arrayOf(boxes.map(({ subject }) => subject)), arrayOf(boxes.map(({ keyVersion }) => keyVersion))];
  const { rows } = await runStatement<{ fallen: boolean }>(pool, FALLEN, values, 'vault-standing-keys');
  return rows[0]?.fallen === false;
}

/** A subject's key by its version. */
export interface KeyVersion {
  readonly subject: string;
  readonly version: number;
}

/** An index row a key: the newest version that the vault has, or none. */
const OUTDATED = `select array_agg(k.subject) as outdated from unnest($1::uuid[], $2::integer[]) as k(subject, version)
  where k.version is distinct from (select s.key_version from vault.subject_key s where s.subject = k.subject order by s.key_version desc limit 1)`;

/** Of these keys, which each stand here as their subject's newest, the subjects for which that holds in the vault no more. */
export async function outdatedOf(pool: Pool, keys: readonly KeyVersion[]): Promise<readonly string[]> {
  const values = [arrayOf(keys.map(({ subject }) => subject)), arrayOf(keys.map(({ version }) => version))];
  const { rows } = await runStatement<{ outdated: readonly string[] | null }>(pool, OUTDATED, values, 'vault-outdated-keys');
  return rows[0]?.outdated ?? [];
}

/** Digits and hyphens, and numbers: they need no escapes. */
function arrayOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`;
}
