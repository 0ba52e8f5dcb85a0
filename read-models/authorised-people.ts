import { rowTypes } from './row-types.js';
import type { Queryable } from './row-store.js';
import type { RowBox } from './table.js';
import { tableName } from './table-sql.js';
import { companyTable } from './tables/company.js';
import { membershipTable } from './tables/membership.js';

/** A human's authority for a company on a day. */
export interface Authority {
  readonly personId: string;
  readonly companyEn: string | null;
  readonly companyAr: string | null;
  readonly synthetic: boolean;
  readonly boxes: readonly RowBox[];
}

const HOLDS = '(valid_from <= $1 and (valid_to is null or valid_to > $1))';

/** The authorities of those who first were authorised for any company, of all who are on a day: so many people. */
export function firstAuthorities(db: Queryable, day: string, people: number): Promise<readonly Authority[]> {
  const first = `select person_id from ${tableName(membershipTable)} where ${HOLDS} group by person_id order by min(created_on), person_id limit $2`;
  return authorities(db, first, [day, people]);
}

/** The authorities of one human on a day. */
export function authoritiesOf(db: Queryable, day: string, personId: string): Promise<readonly Authority[]> {
  return authorities(db, 'select $2::uuid as person_id', [day, personId]);
}

async function authorities(db: Queryable, chosen: string, values: readonly unknown[]): Promise<readonly Authority[]> {
  const { rows } = await db.query<Authority>({
    text:
      `with chosen as (${chosen}) ` +
      'select m.person_id as "personId", c.name_en as "companyEn", c.name_ar as "companyAr", m.synthetic, m.boxes ' +
      `from chosen join ${tableName(membershipTable)} m using (person_id) join ${tableName(companyTable)} c on c.id = m.company_id ` +
      `where ${HOLDS.replaceAll('valid_', 'm.valid_')} order by min(m.created_on) over (partition by m.person_id), m.person_id, m.created_on, m.id`,
    values: [...values],
    types: rowTypes,
  });
  return rows;
}
