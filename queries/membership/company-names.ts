import type { Pool } from 'pg';
import { behindWall } from '../../read-models/behind-wall.js';
import { tableName } from '../../read-models/table-sql.js';
import { companyTable } from '../../read-models/tables/company.js';

/** The names of a company, as who acts for it reads them; null where the read model does not have them. */
export async function readCompanyNames(pool: Pool, companyId: string): Promise<{ readonly ar: string | null; readonly en: string | null }> {
  return behindWall(pool, { company: companyId }, async (db) => {
    const text = `select r.name_ar as ar, r.name_en as en from ${tableName(companyTable)} r where r.id = $1::uuid`;
    const { rows } = await db.query<{ ar: string | null; en: string | null }>({ text, values: [companyId] });
    return rows[0] ?? { ar: null, en: null };
  });
}
