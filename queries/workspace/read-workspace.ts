// Law: a workspace is one snapshot: its counts, lists and days agree with one another.
import type { Pool, PoolClient } from 'pg';
import type { Position } from '../../domain/ledger/position.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { behind, behindWall } from '../../read-models/behind-wall.js';
import { rowTypes } from '../../read-models/row-types.js';
import { loadRows } from '../../read-models/row-store.js';
import type { Table, TableRow } from '../../read-models/table.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import { companyTable } from '../../read-models/tables/company.js';
import { membershipTable } from '../../read-models/tables/membership.js';
import { workspaceCounters, workspaceTable, type WorkspaceCounter } from '../../read-models/tables/workspace.js';
import { employerRole } from '../../read-models/wall.js';
import { nextPage } from '../lists/next-page.js';
import type { ListQuery } from '../lists/list-query.js';
import { readPage } from '../lists/read-page.js';
import { readLowestPosition } from '../lowest-position.js';
import { models } from '../model-names.js';
import type { RecordRow } from '../records/record-view.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import { readAttention, type AttentionItem } from './read-attention.js';
import { workspaceLists, type WorkspaceList } from './workspace-answer.js';

/** What a workspace is asked for. */
export interface WorkspaceQuery {
  readonly companyId: string;
  readonly today: IsoDate;
  /** Days ahead that attention is told for. */
  readonly within: number;
  /** Most items of each list. */
  readonly limit: number;
  /** The company that the caller acts for, null for none: only its workspace is there. Any company's unless given. */
  readonly actingFor?: string | null;
}

/** A workspace, its boxes unopened. */
export interface Workspace {
  readonly company: RecordRow;
  readonly counts: Readonly<Record<WorkspaceCounter, number>>;
  readonly authorisedPeople: readonly RecordRow[];
  readonly lists: readonly { readonly list: WorkspaceList; readonly rows: readonly RecordRow[]; readonly next: string | null }[];
  readonly attention: readonly AttentionItem[];
  readonly attentionMore: boolean;
}

/** The read models that a workspace is made of: all. */
export const workspaceModels = Object.values(models);

/** Most people whose authority is shown. */
const mostAuthorities = 200;

/** Reads a workspace; undefined where there is no such company. The position is that of its snapshot. */
export async function readWorkspace(
  pool: Pool,
  logId: string,
  query: WorkspaceQuery,
): Promise<{ readonly workspace: Workspace | undefined; readonly position: Position | undefined }> {
  const { actingFor } = query;
  return snapshotFor(pool, actingFor, async (db) => {
    const position = await readLowestPosition(db, workspaceModels, logId);
    const company = await rowOf(db, companyTable, query);
    if (company == null || (actingFor !== undefined && actingFor !== query.companyId)) return { workspace: undefined, position };
    const lists = [];
    for (const list of workspaceLists) {
      const asked: ListQuery = {
        filters: { [list.filter]: query.companyId },
        order: list.order,
        limit: query.limit,
        ...(actingFor === undefined ? {} : { actingFor }),
      };
      const { rows, next } = await readPage(db, list.view, asked, undefined, logId);
      lists.push({ list, rows, next: nextPage(logId, list.view, asked, next) });
    }
    const { items: attention, more: attentionMore } = await readAttention(db, query.companyId, query.today, query.within);
    const workspace: Workspace = {
      company: company as unknown as RecordRow,
      counts: await readCounts(db, query),
      authorisedPeople: await readAuthorities(db, query),
      lists,
      attention,
      attentionMore,
    };
    return { workspace, position };
  });
}

/** One snapshot: behind the wall for who acts for a company, or for none. */
function snapshotFor<T>(pool: Pool, actingFor: string | null | undefined, read: (db: PoolClient) => Promise<T>): Promise<T> {
  return actingFor === undefined ? inSnapshot(pool, read) : behindWall(pool, behind(actingFor), read);
}

/** The company's row of a table that has one a company. */
async function rowOf(db: PoolClient, table: Table, { companyId, actingFor }: WorkspaceQuery): Promise<TableRow | null | undefined> {
  return (await loadRows(db, table, [companyId], actingFor === undefined ? '' : employerRole)).get(companyId);
}

/** A company that nothing was counted for yet has zeros. */
async function readCounts(db: PoolClient, query: WorkspaceQuery): Promise<Workspace['counts']> {
  const row = await rowOf(db, workspaceTable, query);
  return Object.fromEntries(workspaceCounters.map((counter) => [counter, Number(row?.[counter] ?? 0)])) as Record<WorkspaceCounter, number>;
}

/** Whose authority holds today or begins later. */
async function readAuthorities(db: PoolClient, query: WorkspaceQuery): Promise<readonly RecordRow[]> {
  const found = await db.query<RecordRow & Record<string, unknown>>({
    text: `select ${selectList(membershipTable)} from ${tableName(membershipTable)} r
      where r.company_id = $1::uuid and (r.valid_to is null or (r.valid_to > $2::date and r.valid_to > r.valid_from))
      order by r.created_on, r.id limit ${mostAuthorities}`,
    values: [query.companyId, query.today],
    types: rowTypes,
  });
  return found.rows;
}
