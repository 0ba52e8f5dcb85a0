// Law: an employer's query runs in the role of employers, with the company he acts for set for that transaction alone.
import type { Pool, PoolClient } from 'pg';
import { isRecordId } from '../domain/ledger/stream-name.js';
import { inSnapshot } from './snapshot.js';
import { actingCompanySetting, actingPersonSetting, employerRole } from './wall.js';

/** For whom is read: a company, a human who asks for which he may act, he for the company that he is taken to act for, or nobody, who sees no row. */
export type Behind = { readonly company: string; readonly person?: string } | { readonly person: string } | null;

/** For whom a request reads that acts for a company, or for none. */
export function behind(company: string | null): Behind {
  return company === null ? null : { company };
}

/** Runs reads behind the wall, in one snapshot. Nothing in it can write. */
export async function behindWall<T>(pool: Pool, who: Behind, read: (db: PoolClient) => Promise<T>): Promise<T> {
  return inSnapshot(pool, read, `${inEmployersRole}; ${settingsFor(who)}`);
}

/** The role of employers, until the transaction ends. */
export const inEmployersRole = `set local role ${employerRole}`;

/** For whom is read, whoever was read for before, until the transaction ends. Throws TypeError where he is not named by an id. */
export function settingsFor(who: Behind): string {
  const { company = '', person = '' }: { readonly company?: string; readonly person?: string } = who ?? {};
  for (const id of [company, person]) if (id !== '' && !isRecordId(id)) throw new TypeError('who reads behind the wall is named by an id');
  return `set local ${actingCompanySetting} = '${company}'; set local ${actingPersonSetting} = '${person}'`;
}
