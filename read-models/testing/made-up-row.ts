import { randomUUID } from 'node:crypto';
import type { Queryable } from '../row-store.js';
import { upsertSql, upsertValues } from '../table-sql.js';
import type { ColumnSql, Table } from '../table.js';

const values: Readonly<Record<ColumnSql, () => unknown>> = {
  uuid: randomUUID,
  text: () => 'made-up',
  date: () => '2026-01-01',
  timestamptz: () => '2026-01-01T00:00:00.000Z',
  integer: () => 1,
  bigint: () => 1,
  boolean: () => true,
  jsonb: () => [],
  'text[]': () => [],
};

/** Inserts a row that only says what is given; gives its id. */
export async function insertMadeUp(db: Queryable, table: Table, given: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const made = Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, values[column.sql]()]));
  const id = table.columns.id.sql === 'uuid' ? randomUUID() : `${randomUUID()}:x`;
  const row = { ...made, id, ...given };
  await db.query(upsertSql(table, 1, 'true'), [...upsertValues(table, [row])]);
  return row.id;
}
