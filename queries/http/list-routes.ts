import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Position } from '../../domain/ledger/position.js';
import { readCursor, type PagePlace } from '../lists/cursor.js';
import { listIdentity, nextPage } from '../lists/next-page.js';
import { listQuerySchema, type ListQuery } from '../lists/list-query.js';
import { modelsOf, readPage } from '../lists/read-page.js';
import { openRows } from '../personal/open-rows.js';
import { recordViews } from '../records/record-views.js';
import { shownRow, type RecordView } from '../records/record-view.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition } from './answer-headers.js';
import { parseQuery, positionOf } from './query-string.js';
import type { ReadTools } from './read-route-parts.js';
import { subjectOf } from './read-subject.js';
import { routeSchema } from './route-schema.js';

/** Adds `GET /v1/<path>` for each kind of record. */
export function addListRoutes(app: FastifyInstance, parts: ReadTools): void {
  for (const view of recordViews) {
    const schema = listQuerySchema(view);
    const reads = subjectOf({ category: view.type, query: schema, closer: (checked) => wanted(parts, view, checked as ListParameters) });
    app.get(`/v1/${view.path}`, { config: { policy: 'records.read', reads }, schema: listSchema(view, schema) }, (request, reply) =>
      answerList(parts, view, schema, request, reply),
    );
  }
}

async function answerList(
  parts: ReadTools,
  view: RecordView,
  schema: ReturnType<typeof listQuerySchema>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { query, from, after } = wanted(parts, view, parseQuery(schema, request.query));
  const models = modelsOf(view, query.filters);
  await waitForModels(parts.progress, after, models);
  const page = await readPage(parts.pool, view, query, from, parts.store.logId);
  requireAsNewAs(after, page.position, models);
  const personal = await openRows(parts.open, page.rows);
  const next = nextPage(parts.store.logId, view, query, page.next);
  namePosition(reply, page.position);
  if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
  return reply.send({
    items: page.rows.map((row, n) => shownRow(view, row, personal[n] ?? {})),
    next,
    position: page.position ?? null,
  });
}

type ListParameters = z.output<ReturnType<typeof listQuerySchema>>;

interface WantedPage {
  readonly query: ListQuery;
  readonly from: PagePlace | undefined;
  readonly after: Position | undefined;
}

/** The page that checked parameters ask for. Throws Problem 400 for a cursor of another list. */
function wanted({ store }: ReadTools, view: RecordView, { order, limit, cursor, after, ...narrowing }: ListParameters): WantedPage {
  const { expiresBefore, ...filters } = given(narrowing);
  const query: ListQuery = { filters, ...(expiresBefore === undefined ? {} : { expiresBefore }), order, limit };
  const from = cursor === undefined ? undefined : readCursor(listIdentity(store.logId, view, query), cursor);
  return { query, from, after: positionOf(after) };
}

/** The filters that were given, checked by the list's schema. */
function given(filters: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function listSchema(view: RecordView, query: z.ZodObject): object {
  return routeSchema({
    operationId: `List${view.path
      .split('-')
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join('')}`,
    summary: `The ${view.path.replaceAll('-', ' ')} that all given filters match, page by page.`,
    tag: view.path,
    query,
    answer: z.strictObject({
      items: z.array(view.answer),
      next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
      position: z.string().nullable().meta({ description: 'Where in the log the page stands.' }),
    }),
    answerText: 'A page of the list.',
    problems: [400, 401, 403, 410, 503],
  });
}
