import type { Queryable } from './row-store.js';
import { tableName } from './table-sql.js';
import { workspaceTable } from './tables/workspace.js';

/** Id of the company with the most employees; undefined while there is none. */
export async function largestWorkspace(db: Queryable): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(`select id from ${tableName(workspaceTable)} order by employees desc, id limit 1`);
  return rows[0]?.id;
}
