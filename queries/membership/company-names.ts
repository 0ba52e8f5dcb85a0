import { tableName } from '../../read-models/table-sql.js';
import { companyTable } from '../../read-models/tables/company.js';
import type { AskBehindWall } from '../../read-models/wall-lane.js';

/** The names of a company, as who acts for it reads them; null where the read model does not have them. */
export async function readCompanyNames(ask: AskBehindWall, companyId: string): Promise<{ readonly ar: string | null; readonly en: string | null }> {
  const text = `select r.name_ar, r.name_en from ${tableName(companyTable)} r where r.id = $1::uuid`;
  const [[found] = []] = await ask({ company: companyId }, { name: 'names of a company', text, values: [companyId] });
  const [ar = null, en = null] = (found ?? []) as readonly (string | null)[];
  return { ar, en };
}
