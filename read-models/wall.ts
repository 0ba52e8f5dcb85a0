// Law: behind an employer's queries stands the database itself: its role for them shows the rows of the company they act for, and none where no company is named.
import { checkpointTable } from './checkpoint-table.js';
import type { Table } from './table.js';
import { columnName, schemaName, tableName } from './table-sql.js';

/** The database role in which employers' queries run: it cannot log in, and no policy is waived for it. Roles are the whole server's. */
export const employerRole = 'sijil_employer';

/** Settings of a transaction: the company that is acted for, and the human who asks for which he may. */
export const actingCompanySetting = 'sijil.acting_company';
export const actingPersonSetting = 'sijil.acting_person';

/** A setting's value as SQL; null where it is not set. */
function settingSql(name: string): string {
  return `nullif(current_setting('${name}', true), '')::uuid`;
}

/** Rows whose column, or one of several, is the acting company. */
export function ownedBy(...columns: readonly string[]): (row: string) => string {
  return (row) => columns.map((column) => `${row}.${columnName(column)} = ${settingSql(actingCompanySetting)}`).join(' or ');
}

/** Rows whose column is the human who asks. */
export function isPerson(column: string): (row: string) => string {
  return (row) => `${row}.${columnName(column)} = ${settingSql(actingPersonSetting)}`;
}

/** Rows that one of two walls shows. */
export function eitherOf(one: (row: string) => string, other: (row: string) => string): (row: string) => string {
  return (row) => `${one(row)} or ${other(row)}`;
}

/** Humans with a contract of the acting company that stands in one of these ways. */
export function contractedBy(contracts: Table, statuses: readonly string[]): (row: string) => string {
  const owned = ownedBy('companyId');
  const listed = statuses.map((status) => `'${status}'`).join(', ');
  return (row) => `exists (select from ${tableName(contracts)} c where c.employee_id = ${row}.id and ${owned('c')} and c.status in (${listed}))`;
}

/** Opens the schema to the role of employers. */
export const openSchemaSql = `grant usage on schema ${schemaName} to ${employerRole};`;

/** Puts a table behind its wall: for its owner all stays as it was, for employers there is what the wall shows, for others nothing. */
export function wallSql(table: Table): string {
  const name = tableName(table);
  // A policy's own table goes by its name without the schema.
  return policiesSql(name, table.wall === null ? null : table.wall(`${table.name}_v${table.version}`));
}

/** How far read models are is told to everybody who reads them. */
export const checkpointWallSql = policiesSql(checkpointTable, 'true');

function policiesSql(name: string, shown: string | null): string {
  const owner = [
    `alter table ${name} enable row level security;`,
    `alter table ${name} force row level security;`,
    `create policy owner on ${name} to current_user using (true) with check (true);`,
  ];
  if (shown === null) return owner.join('\n');
  return [...owner, `grant select on ${name} to ${employerRole};`, `create policy employer on ${name} for select to ${employerRole} using (${shown});`].join('\n');
}
