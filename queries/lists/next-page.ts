import type { RecordView } from '../records/record-view.js';
import { writeCursor, type ListIdentity, type PagePlace } from './cursor.js';
import type { ListQuery } from './list-query.js';

/** What makes a query's list the same list on every page, whatever the size of the pages. */
export function listIdentity(logId: string, view: Pick<RecordView, 'path'>, query: ListQuery): ListIdentity {
  const { actingFor } = query;
  return { logId, path: view.path, order: query.order, filters: narrowing(query), ...(actingFor === undefined ? {} : { actingFor }) };
}

/** The address of the page behind a place; null when there is none. */
export function nextPage(logId: string, view: Pick<RecordView, 'path'>, query: ListQuery, place: PagePlace | undefined): string | null {
  if (place === undefined) return null;
  const parameters = new URLSearchParams({
    ...narrowing(query),
    order: query.order,
    limit: String(query.limit),
    cursor: writeCursor(listIdentity(logId, view, query), place),
  });
  return `/v1/${view.path}?${parameters.toString()}`;
}

function narrowing(query: ListQuery): Readonly<Record<string, string>> {
  return { ...query.filters, ...(query.expiresBefore === undefined ? {} : { expiresBefore: query.expiresBefore }) };
}
