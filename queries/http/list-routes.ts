import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rolesUnder } from '../../domain/access/policy.js';
import type { Position } from '../../domain/ledger/position.js';
import { behind, behindWall } from '../../read-models/behind-wall.js';
import type { Queryable } from '../../read-models/row-store.js';
import { readCursor, type PagePlace } from '../lists/cursor.js';
import { listIdentity, nextPage } from '../lists/next-page.js';
import { listQuerySchema, type ListQuery } from '../lists/list-query.js';
import { modelsOf, readPage, type RowPage } from '../lists/read-page.js';
import { openRows } from '../personal/open-rows.js';
import { recordViews } from '../records/record-views.js';
import { shownRow, type RecordView } from '../records/record-view.js';
import { audienceOf } from '../records/shown-members.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition } from './answer-headers.js';
import { parseQuery, positionOf } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, routeSchema } from './route-schema.js';

const ownOnly = rolesUnder('records.read', 'own');

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
  const checked = parseQuery(schema, request.query);
  const { role } = parts.callerOf(request).actor;
  const actingFor = ownOnly.has(role) ? await parts.employers.actingFor(request, positionOf(checked.after)) : undefined;
  const { query, from, after } = wanted(parts, view, checked, actingFor);
  const models = modelsOf(view, query);
  await waitForModels(parts.progress, after, models);
  const read = (db: Queryable): Promise<RowPage> => readPage(db, view, query, from, parts.store.logId);
  const page = actingFor === undefined ? await read(parts.pool) : await behindWall(parts.pool, behind(actingFor), read);
  requireAsNewAs(after, page.position, models);
  const personal = await openRows(parts.open, page.rows);
  const next = nextPage(parts.store.logId, view, query, page.next);
  namePosition(reply, page.position);
  if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
  return reply.send({
    items: page.rows.map((row, n) => shownRow(view, row, personal[n] ?? {}, audienceOf(role, actingFor, row))),
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

/** The page that checked parameters ask for, of one company's rows where it is read for one. Throws Problem 400 for a cursor of another list. */
function wanted(
  { store }: ReadTools,
  view: RecordView,
  { order, limit, cursor, after, ...narrowing }: ListParameters,
  actingFor?: string | null,
): WantedPage {
  const { expiresBefore, ...filters } = given(narrowing);
  const query: ListQuery = {
    filters,
    ...(expiresBefore === undefined ? {} : { expiresBefore }),
    order,
    limit,
    ...(actingFor === undefined ? {} : { actingFor }),
  };
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
    description: 'Employers find the records of the company they act for; where another is named, nothing.',
    tag: view.path,
    query,
    headers: actingCompanyHeader,
    answer: z.strictObject({
      items: z.array(view.answer),
      next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
      position: z.string().nullable().meta({ description: 'Where in the log the page stands.' }),
    }),
    answerText: 'A page of the list.',
    problems: [400, 401, 403, 410, 503],
  });
}
