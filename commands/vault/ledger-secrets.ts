// Law: the ledger's own secrets are made with the vault, once; a vault that lacks one is broken, and gets no new one in its place.
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { EpochKeys } from './epoch-key.js';

/** `commandId` is never rotated: a retry must give the same id for ever. */
export interface LedgerSecrets {
  readonly commandId: Buffer;
  readonly blindIndex: Buffer;
  readonly commandHash: { readonly version: number; readonly key: Buffer };
}

const NAMES = ['command-id', 'blind-index', 'command-hash'] as const;
type SecretName = (typeof NAMES)[number];

/** Makes the secrets of an empty vault. */
export async function createLedgerSecrets(client: PoolClient, epochs: EpochKeys, now: Date): Promise<void> {
  for (const name of NAMES) {
    await client.query('insert into vault.secret (name, version, epoch, wrapped, created_at) values ($1, 1, $2, $3, $4)', [
      name,
      epochs.current,
      epochs.wrap(randomBytes(32), purposeOf(name, 1)),
      now,
    ]);
  }
}

/** Opens the secrets, each in its newest version. Throws when one is missing. */
export async function openLedgerSecrets(client: PoolClient, epochs: EpochKeys): Promise<LedgerSecrets> {
  const { rows } = await client.query<{ name: string; version: number; epoch: number; wrapped: Buffer }>(
    'select name, version, epoch, wrapped from vault.secret order by name, version',
  );
  const newest = new Map(rows.map((row) => [row.name, row]));
  const open = (name: SecretName): { version: number; key: Buffer } => {
    const row = newest.get(name);
    if (row === undefined) throw new Error(`the vault lacks its ${name} key: restore it from its backup`);
    return { version: row.version, key: epochs.unwrap(row.epoch, row.wrapped, purposeOf(name, row.version)) };
  };
  return { commandId: open('command-id').key, blindIndex: open('blind-index').key, commandHash: open('command-hash') };
}

function purposeOf(name: SecretName, version: number): string {
  return `secret ${name} ${version}`;
}
