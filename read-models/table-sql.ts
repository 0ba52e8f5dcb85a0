// Law: all SQL of a table is made from its definition; no column is named twice by hand.
import { columnArray } from './column-array.js';
import type { Columns, Table, TableRow } from './table.js';

export const schemaName = 'read_models';

/** The column's name in SQL: `companyId` is `company_id`. */
export function columnName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The table's full name in SQL, its version in it: `read_models.company_v1`. */
export function tableName(table: Table): string {
  return `${schemaName}.${table.name}_v${table.version}`;
}

/** The select list that gives rows their names in TypeScript: `r.company_id as "companyId", …`. */
export function selectList(table: Table, alias = 'r'): string {
  return keysOf(table)
    .map((key) => `${alias}.${columnName(key)} as "${key}"`)
    .join(', ');
}

/** A row from its values in the order of the select list. */
export function rowOfValues(table: Table, values: readonly unknown[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keysOf(table).map((key, n) => [key, values[n]]));
}

/** Creates the table and its indexes. */
export function createTableSql(table: Table): string {
  const columns = keysOf(table).map((key) => {
    const { sql, nullable } = columnOf(table.columns, key);
    const collation = sql === 'text' ? ' collate "C"' : '';
    return `  ${columnName(key)} ${sql}${collation}${nullable ? '' : ' not null'}${key === 'id' ? ' primary key' : ''}`;
  });
  // Rows are rewritten far more often than added: room in each block keeps the new version beside the old.
  const create = `create table ${tableName(table)} (\n${columns.join(',\n')}\n) with (fillfactor = 80);`;
  const indexes = table.indexes.map((index, n) => {
    const list = index.columns.map(columnName).join(', ');
    const where = index.where === undefined ? '' : ` where ${index.where}`;
    return `create index ${table.name}_v${table.version}_${n + 1} on ${tableName(table)} (${list})${where};`;
  });
  return [create, ...indexes].join('\n');
}

/** Loads the rows of a list of ids ($1). */
export function loadSql(table: Table): string {
  return `select ${selectList(table)} from ${tableName(table)} r where r.id = any($1::${table.columns.id.sql}[])`;
}

/**
 * Inserts or replaces all rows whose columns are the parameters from `first` on, one a column, where a condition holds. A part of a
 * larger statement: `with … as (<this>)`.
 */
export function upsertSql(table: Table, first: number, condition: string): string {
  const keys = keysOf(table);
  const names = keys.map(columnName).join(', ');
  const arrays = keys.map((_, n) => `$${first + n}::text[]`).join(', ');
  const values = keys.map((key) => `n."${key}"::${columnOf(table.columns, key).sql}`).join(', ');
  const changes = keys
    .filter((key) => key !== 'id')
    .map((key) => `${columnName(key)} = excluded.${columnName(key)}`)
    .join(', ');
  return (
    `insert into ${tableName(table)} (${names}) select ${values} from unnest(${arrays}) as n(${keys.map((key) => `"${key}"`).join(', ')}) ` +
    `where ${condition} on conflict (id) do update set ${changes}`
  );
}

/** The parameters of `upsertSql`, in their order. */
export function upsertValues(table: Table, rows: readonly TableRow[]): readonly Buffer[] {
  return keysOf(table).map((key) =>
    columnArray(
      columnOf(table.columns, key).sql,
      rows.map((row) => row[key]),
    ),
  );
}

/** Deletes all rows of a list of ids, where a condition holds. */
export function deleteSql(table: Table, parameter: number, condition: string): string {
  return `delete from ${tableName(table)} where id = any($${parameter}::${table.columns.id.sql}[]) and ${condition}`;
}

function keysOf(table: Table): readonly string[] {
  return Object.keys(table.columns);
}

function columnOf(columns: Columns, key: string) {
  const column = columns[key];
  if (column === undefined) throw new Error(`no column ${key}`);
  return column;
}
