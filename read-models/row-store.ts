// Law: rows are read and written as sets: one statement a table, however many rows.
import type pg from 'pg';
import { rowTypes } from './row-types.js';
import type { Table, TableRow } from './table.js';
import { deleteSql, loadSql, tableName, upsertSql, upsertValues } from './table-sql.js';

/** Whatever can run a query: a pool or a client of one. */
export type Queryable = Pick<pg.Pool, 'query'>;

/**
 * The rows of a list of ids, by id; null for those that do not exist.
 * @param role the role that asks, where it is not the connection's own: a statement that is kept is planned for one role
 */
export async function loadRows(db: Queryable, table: Table, ids: readonly string[], role = ''): Promise<Map<string, TableRow | null>> {
  const result = await db.query<TableRow>({ name: `load ${tableName(table)}${role}`, text: loadSql(table), values: [ids], types: rowTypes });
  const rows = new Map<string, TableRow | null>(ids.map((id) => [id, null]));
  for (const row of result.rows) rows.set(row.id, row);
  return rows;
}

/** Changes to one table: rows to insert or replace, ids of rows to delete. */
export type RowChanges = ReadonlyMap<string, TableRow | null>;

/**
 * The parts of one statement that write several tables, for `with …`, with their parameters from $first on.
 * Nothing is written where the condition does not hold.
 */
export function writeParts(tables: readonly Table[], first: number, condition: string): readonly string[] {
  let next = first;
  return tables.flatMap((table, n) => {
    const put = upsertSql(table, next, condition);
    next += Object.keys(table.columns).length;
    const drop = deleteSql(table, next, condition);
    next += 1;
    return [`put_${n} as (${put})`, `drop_${n} as (${drop})`];
  });
}

/** The parameters that `writeParts` asks for, in its order of tables. */
export function writeValues(tables: readonly Table[], changes: ReadonlyMap<Table, RowChanges>): readonly unknown[] {
  return tables.flatMap((table) => {
    const put: TableRow[] = [];
    const drop: string[] = [];
    for (const [id, row] of changes.get(table) ?? []) {
      if (row === null) drop.push(id);
      else put.push(row);
    }
    return [...upsertValues(table, put), drop];
  });
}

/** Removes every row of the tables. */
export async function emptyTables(db: Queryable, tables: readonly Table[]): Promise<void> {
  if (tables.length > 0) await db.query(`truncate ${tables.map(tableName).join(', ')}`);
}

/** Removes every row of tables that hold few or none, while others may write them. */
export async function deleteRows(db: Queryable, tables: readonly Table[]): Promise<void> {
  for (const table of tables) await db.query(`delete from ${tableName(table)}`);
}
