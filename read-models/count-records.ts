// Law: counts of records are counts of rows; a read model that lags counts what it has.
import type { Queryable } from './row-store.js';
import { tableName } from './table-sql.js';
import { companyTable } from './tables/company.js';
import { contractTable } from './tables/contract.js';
import { employeeTable } from './tables/employee.js';
import { insuranceTable } from './tables/insurance.js';
import { transferTable } from './tables/transfer.js';
import { visaTable } from './tables/visa.js';
import { workPermitTable } from './tables/work-permit.js';

const counted = {
  company: companyTable,
  employee: employeeTable,
  contract: contractTable,
  workPermit: workPermitTable,
  visa: visaTable,
  transfer: transferTable,
  insurance: insuranceTable,
} as const;

/** Number of records by category, read in one snapshot. */
export async function countRecords(db: Queryable): Promise<Readonly<Record<string, number>>> {
  const parts = Object.entries(counted).map(([category, table]) => `select '${category}' as category, count(*)::int as n from ${tableName(table)}`);
  const { rows } = await db.query<{ category: string; n: number }>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ category, n }) => [category, n]));
}
