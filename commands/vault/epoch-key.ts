// Law: every key in the vault's tables is wrapped by an epoch key, and epoch keys by the key file alone: the database opens nothing by itself.
import { randomBytes } from 'node:crypto';
import type { PoolClient } from 'pg';
import { KeyFileError } from './key-file.js';
import { unwrapKey, wrapKey } from './key-wrap.js';

/** The epoch keys, opened. New keys are wrapped under the newest. */
export interface EpochKeys {
  readonly current: number;
  wrap(key: Buffer, purpose: string): Buffer;
  unwrap(epoch: number, wrapped: Buffer, purpose: string): Buffer;
}

interface EpochRow {
  readonly epoch: number;
  readonly wrapped: Buffer;
}

/** True when the vault has keys already: then its key file must be there, and never be made anew. */
export async function hasEpochs(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query('select 1 from vault.epoch limit 1');
  return rows.length > 0;
}

/** Makes the first epoch of an empty vault. */
export async function createFirstEpoch(client: PoolClient, fileKey: Buffer, now: Date): Promise<void> {
  await client.query('insert into vault.epoch (epoch, wrapped, created_at) values (1, $1, $2)', [
    wrapKey(fileKey, randomBytes(32), purposeOf(1)),
    now,
  ]);
}

/** Opens all epoch keys. Throws KeyFileError when the key is not the one they were wrapped with. */
export async function openEpochKeys(client: PoolClient, fileKey: Buffer, path: string): Promise<EpochKeys> {
  const { rows } = await client.query<EpochRow>('select epoch, wrapped from vault.epoch order by epoch');
  const keys = new Map(rows.map(({ epoch, wrapped }) => [epoch, openEpoch(fileKey, epoch, wrapped, path)]));
  const keyOf = (epoch: number): Buffer => {
    const key = keys.get(epoch);
    if (key === undefined) throw new Error(`the vault has no epoch ${epoch}`);
    return key;
  };
  const current = Math.max(...keys.keys());
  return {
    current,
    wrap: (key, purpose) => wrapKey(keyOf(current), key, purpose),
    unwrap: (epoch, wrapped, purpose) => unwrapKey(keyOf(epoch), wrapped, purpose),
  };
}

function openEpoch(fileKey: Buffer, epoch: number, wrapped: Buffer, path: string): Buffer {
  try {
    return unwrapKey(fileKey, wrapped, purposeOf(epoch));
  } catch {
    throw new KeyFileError(`key file ${path}: it does not open this vault; it belongs to another one`);
  }
}

function purposeOf(epoch: number): string {
  return `epoch ${epoch}`;
}
