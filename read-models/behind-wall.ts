// Law: an employer's query runs in the role of employers, with the company he acts for set for that transaction alone.
import type { Pool, PoolClient } from 'pg';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { actingCompanySetting, actingPersonSetting, employerRole } from './wall.js';

/** For whom a transaction reads: a company, a human who asks for which he may act, or nobody, who sees no row. */
export type Behind = { readonly company: string } | { readonly person: string } | null;

/** For whom a request reads that acts for a company, or for none. */
export function behind(company: string | null): Behind {
  return company === null ? null : { company };
}

/** Runs reads behind the wall, in one snapshot. Nothing in it can write. */
export async function behindWall<T>(pool: Pool, who: Behind, read: (db: PoolClient) => Promise<T>): Promise<T> {
  const begin = beginSql(who);
  const client = await pool.connect();
  // A connection on which something failed is not given back: its transaction, and the role with it, may still be open.
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await read(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One way to the server and back for all that begins the transaction; `local` ends with it. */
function beginSql(who: Behind): string {
  const [name, id] = who === null ? [actingCompanySetting, ''] : 'company' in who ? [actingCompanySetting, who.company] : [actingPersonSetting, who.person];
  if (id !== '' && !isRecordId(id)) throw new TypeError('who reads behind the wall is named by an id');
  return `begin isolation level repeatable read read only; set local role ${employerRole}; set local ${name} = '${id}'`;
}
