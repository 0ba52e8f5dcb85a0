// Law: an employer's query runs in the role of employers, with the company he acts for set for that transaction alone.
import type { Pool, PoolClient } from 'pg';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { inSnapshot } from './snapshot.js';
import { actingCompanySetting, actingPersonSetting, employerRole } from './wall.js';

/** For whom a transaction reads: a company, a human who asks for which he may act, or nobody, who sees no row. */
export type Behind = { readonly company: string } | { readonly person: string } | null;

/** For whom a request reads that acts for a company, or for none. */
export function behind(company: string | null): Behind {
  return company === null ? null : { company };
}

/** Runs reads behind the wall, in one snapshot. Nothing in it can write. */
export async function behindWall<T>(pool: Pool, who: Behind, read: (db: PoolClient) => Promise<T>): Promise<T> {
  return inSnapshot(pool, read, settingsFor(who));
}

/** The role, and for whom it reads; `local` ends with the transaction. */
function settingsFor(who: Behind): readonly string[] {
  const [name, id] = who === null ? [actingCompanySetting, ''] : 'company' in who ? [actingCompanySetting, who.company] : [actingPersonSetting, who.person];
  if (id !== '' && !isRecordId(id)) throw new TypeError('who reads behind the wall is named by an id');
  return [`set local role ${employerRole}`, `set local ${name} = '${id}'`];
}
