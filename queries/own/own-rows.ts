// Law: which rows are a company's is said in SQL of our own, beside what the database holds by itself.
import { columnName, tableName } from '../../read-models/table-sql.js';
import { contractTable } from '../../read-models/tables/contract.js';
import { models, type ModelName } from '../model-names.js';

/** Which rows `r` of a table are a company's; conditions for the parameter that holds the company's id, as in `$3`. */
export interface OwnRows {
  /** For rows that are looked for by their ids. */
  readonly among: (company: string) => string;
  /** For all rows of the company. */
  readonly all: (company: string) => string;
  /** Other read models that the conditions look into. */
  readonly models: readonly ModelName[];
  /** With one of these filters, only these rows count. */
  readonly hidingFilters?: { readonly names: readonly string[]; readonly own: OwnRows };
}

/** Rows whose column, or one of several, is the company. */
export function ownedBy(...columns: readonly string[]): OwnRows {
  const condition = (company: string): string => `(${columns.map((column) => `r.${columnName(column)} = ${company}::uuid`).join(' or ')})`;
  return { among: condition, all: condition, models: [] };
}

/** Humans with a contract of the company that stands in one of these ways. */
export function contractedBy(statuses: readonly string[]): OwnRows {
  const listed = statuses.map((status) => `'${status}'`).join(', ');
  const contracts = (company: string): string => `${tableName(contractTable)} c where c.company_id = ${company}::uuid and c.status in (${listed})`;
  return {
    among: (company) => `exists (select from ${contracts(company)} and c.employee_id = r.id)`,
    // Asked once a list: no walk over everybody to find who works here.
    all: (company) => `r.id = any(array(select c.employee_id from ${contracts(company)}))`,
    models: [models.contracts],
  };
}
