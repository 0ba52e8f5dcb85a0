import type { Queryable } from './row-store.js';
import { tableName } from './table-sql.js';
import { companyTable } from './tables/company.js';
import { employeeTable } from './tables/employee.js';

/** True where a company or an employee of the ledger is invented. Where none is, every row was looked at. */
export async function holdsSynthetic(db: Queryable): Promise<boolean> {
  const found = [companyTable, employeeTable].map((table) => `exists (select from ${tableName(table)} where synthetic)`);
  const { rows } = await db.query<{ synthetic: boolean }>(`select ${found.join(' or ')} as synthetic`);
  return rows[0]?.synthetic === true;
}
