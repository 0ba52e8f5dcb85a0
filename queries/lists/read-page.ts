// Law: pages of a list follow one another by (sort column, id), so none shifts when rows are added, and every page comes with the checkpoint of its own snapshot.
import type { Position } from '../../domain/ledger/position.js';
import type { Queryable } from '../../read-models/row-store.js';
import { rowTypes } from '../../read-models/row-types.js';
import { columnName, selectList, tableName } from '../../read-models/table-sql.js';
import { lowestPositionSql, lowestPositionValues } from '../lowest-position.js';
import type { ModelName } from '../model-names.js';
import type { OwnRows } from '../own/own-rows.js';
import type { RecordRow, RecordView } from '../records/record-view.js';
import type { PagePlace } from './cursor.js';
import type { ListQuery } from './list-query.js';

/** A page of rows. */
export interface RowPage {
  readonly rows: readonly RecordRow[];
  /** Where the next page begins; undefined on the last. */
  readonly next: PagePlace | undefined;
  readonly position: Position | undefined;
}

/** The read models that such a list looks into. */
export function modelsOf(view: RecordView, { filters, actingFor }: Pick<ListQuery, 'filters' | 'actingFor'>): readonly ModelName[] {
  const others = view.filters.filter((filter) => filter.name in filters).flatMap((filter) => filter.models ?? []);
  if (actingFor !== undefined) others.push(...view.own.models);
  return [...new Map([view.model, ...others].map((model) => [model.name, model])).values()];
}

/** Reads a page in one statement. `logId` is the log whose checkpoints count. */
export async function readPage(
  db: Queryable,
  view: RecordView,
  query: ListQuery,
  from: PagePlace | undefined,
  logId: string,
): Promise<RowPage> {
  const { text, values, sortedBy } = pageSql(view, query, from, logId);
  const result = await db.query<Readonly<Record<string, unknown>> & { id: string | null; checkpointPosition: Position | null }>({
    text,
    values: [...values],
    types: rowTypes,
  });
  // A row without an id stands for none: it bears the checkpoint of an empty page.
  const found = result.rows.flatMap(({ checkpointPosition: _position, ...row }) => (row.id === null ? [] : [row as unknown as RecordRow]));
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const more = found.length > query.limit && last !== undefined;
  return {
    rows,
    next: more ? { sortedBy: String(last[sortedBy]), id: last.id } : undefined,
    position: result.rows[0]?.checkpointPosition ?? undefined,
  };
}

/** The statement of a page, its parameters, and the column that the list is sorted by. */
function pageSql(
  view: RecordView,
  query: ListQuery,
  from: PagePlace | undefined,
  logId: string,
): { readonly text: string; readonly values: readonly unknown[]; readonly sortedBy: string } {
  const values: unknown[] = [...lowestPositionValues(modelsOf(view, query), logId)];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const conditions = view.filters.flatMap((filter) => {
    const value = query.filters[filter.name];
    return value === undefined ? [] : [filter.sql(bind(value))];
  });
  if (query.actingFor !== undefined) conditions.push(ownRowsOf(view, query.filters).all(bind(query.actingFor)));
  const byExpiry = view.expiry !== null && query.expiresBefore !== undefined;
  const sortedBy = byExpiry ? view.expiry.column : 'createdOn';
  const sort = `r.${columnName(sortedBy)}`;
  if (byExpiry) conditions.push(view.expiry.where, `${sort} < ${bind(query.expiresBefore)}::date`);
  if (from !== undefined) {
    conditions.push(`(${sort}, r.id) ${query.order === 'asc' ? '>' : '<'} (${bind(from.sortedBy)}::date, ${bind(from.id)}::uuid)`);
  }
  const order = `${sort} ${query.order}, r.id ${query.order}`;
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  // One row more than asked tells whether the list goes on.
  const text = `select c.position as "checkpointPosition", ${selectList(view.table)}
    from (select ${lowestPositionSql(1)} as position) c
    left join lateral (select r.* from ${tableName(view.table)} r ${where} order by ${order} limit ${bind(query.limit + 1)}) r on true
    order by ${order}`;
  return { text, values, sortedBy };
}

/** The rows that are a company's under these filters. */
function ownRowsOf({ own }: RecordView, filters: ListQuery['filters']): OwnRows {
  const { hidingFilters } = own;
  return hidingFilters?.names.some((name) => name in filters) === true ? hidingFilters.own : own;
}
