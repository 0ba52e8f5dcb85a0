// Law: who writes of commands, records or identifiers first holds all their locks, taken in one order, so writers wait in line and never in a ring.
import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';

/** What a vault transaction may lock: it holds it until its end. */
export type LockName = `command:${string}` | `record:${string}` | `identifier:${string}` | 'keys' | 'founding';

/** Takes the locks; waits for who holds them. Statements after it see what those committed. */
export async function lockAll(client: PoolClient, names: Iterable<LockName>): Promise<void> {
  const keys = [...new Set([...names].map(lockKey))].sort((a, b) => (a < b ? -1 : 1));
  if (keys.length === 0) return;
  // unnest gives the keys in the array's order, and the lock is taken as each row is given.
  await client.query({
    name: 'vault-lock',
    text: 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key',
    values: [keys.map(String)],
  });
}

/** 64 bits of a digest: two names that meet there wait for one another without need, and nothing else. */
function lockKey(name: LockName): bigint {
  return hash('sha256', `sijil vault ${name}`, 'buffer').readBigInt64BE(0);
}
