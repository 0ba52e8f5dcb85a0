// Law: what a kept key opened is shown only when the vault says at that moment that the key still stands.
import type { Pool } from 'pg';
import type { SealedBox } from '../../domain/ledger/event.js';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { runStatement } from './transaction.js';

/** A version of a person's key, as a box names it. */
export type KeyName = Pick<SealedBox, 'subject' | 'keyVersion'>;

/** Asks the vault whether keys stand; concurrent callers share a question, whose answer is empty while all do. */
export interface StandingKeys {
  /** Whether every one of these keys stands now. */
  stand(keys: readonly KeyName[]): Promise<boolean>;
  /** Takes no more questions, and waits for those under way. */
  close(): Promise<void>;
}

const FALLEN = `select array(select k.n::integer from unnest($1::uuid[], $2::integer[]) with ordinality as k(subject, version, n)
  where not exists (select from vault.subject_key s where s.subject = k.subject and s.key_version = k.version)) as fallen`;

const LIMITS = { maxItems: 200, maxBytes: 5_000, maxQueued: 10_000 };

/** Over the vault's database. */
export function standingKeys(pool: Pool): StandingKeys {
  const asking: MicroBatch<readonly KeyName[], boolean> = createMicroBatch({
    ...LIMITS,
    name: 'standing vault keys',
    sizeOf: (keys) => keys.length,
    flush: async (groups) => {
      const keys = groups.flat();
      const values = [keys.map(({ subject }) => subject), keys.map(({ keyVersion }) => keyVersion)];
      const { rows } = await runStatement<{ fallen: readonly number[] }>(pool, FALLEN, values, 'vault-standing-keys');
      const fallen = new Set((rows[0]?.fallen ?? []).map((n) => keys[n - 1]));
      return groups.map((group) => ({ ok: true, value: fallen.size === 0 || !group.some((key) => fallen.has(key)) }));
    },
  });
  return { stand: (keys) => (keys.length === 0 ? Promise.resolve(true) : asking.submit(keys)), close: () => asking.close() };
}
