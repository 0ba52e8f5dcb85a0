import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import { comparePositions, type Position } from '../../domain/ledger/position.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { historyEvent, toldEvent } from '../history/history-event.js';
import { personalStories } from '../history/personal-changes.js';
import { readStretch, type HistoryQuery, type Stretch } from '../history/read-stretch.js';
import { namePosition, positionHeader } from './answer-headers.js';
import { limitParam, orderParam, parseQuery, positionOf, positionParam, wholeNumber } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { subjectOf } from './read-subject.js';
import { idInPath, routeSchema } from './route-schema.js';

const historyQuery = z.strictObject({
  order: orderParam.default('asc').meta({ description: 'From the first event on, or from the last one back.' }),
  limit: limitParam(50),
  from: wholeNumber(0, 999_999_999).optional().meta({ description: 'Revision to begin at; `next` of the page before.' }),
  after: positionParam.optional(),
});
const eventQuery = z.strictObject({ after: positionParam.optional() });

/** Adds `GET /v1/<path>/{id}/events` and `…/events/{revision}` for each type of record. */
export function addHistoryRoutes(app: FastifyInstance, parts: ReadTools): void {
  for (const record of parts.records) {
    addHistory(app, parts, record);
    addEvent(app, parts, record);
  }
}

function addHistory(app: FastifyInstance, parts: ReadTools, record: RecordType): void {
  const schema = routeSchema({
    operationId: `History${named(record)}`,
    summary: 'The events of a record, each with what it changed, who sent it and what it rests on.',
    tag: record.path,
    params: idInPath,
    query: historyQuery,
    answer: z.strictObject({
      items: z.array(historyEvent),
      next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
      position: z.string(),
    }),
    answerText: 'A page of the record’s history.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reads = subjectOf({ category: record.category, idIn: 'id', query: historyQuery });
  app.get(`/v1/${record.path}/:id/events`, { config: { policy: 'histories.read', reads }, schema }, async (request, reply) => {
    const id = recordIdOf(request);
    const { order, limit, from, after } = parseQuery(historyQuery, request.query);
    const position = await standing(parts, positionOf(after));
    const stretch = await requireStretch(parts, record, id, { order, from, limit }, position);
    const items = await told(parts, stretch);
    const next = stretch.next === null ? null : `/v1/${record.path}/${id}/events?order=${order}&limit=${limit}&from=${stretch.next}`;
    namePosition(reply, position);
    if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
    return { items, next, position };
  });
}

function addEvent(app: FastifyInstance, parts: ReadTools, record: RecordType): void {
  const schema = routeSchema({
    operationId: `HistoryEvent${named(record)}`,
    summary: 'One event of a record.',
    tag: record.path,
    params: { ...idInPath, revision: { type: 'integer', minimum: 0 } },
    query: eventQuery,
    answer: historyEvent,
    answerText: 'The event.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const beside = (request: FastifyRequest): JsonObject => {
    const revision = revisionIn(request);
    return revision === undefined ? {} : { revision };
  };
  const reads = subjectOf({ category: record.category, idIn: 'id', query: eventQuery, beside });
  app.get(`/v1/${record.path}/:id/events/:revision`, { config: { policy: 'histories.read', reads }, schema }, async (request, reply) => {
    const id = recordIdOf(request);
    const { after } = parseQuery(eventQuery, request.query);
    const revision = revisionIn(request);
    const position = await standing(parts, positionOf(after));
    const absent = new Problem(404, 'event-not-found', 'The record has no event at this revision.', { headers: positionHeader(position) });
    if (revision === undefined) throw absent;
    const stretch = await requireStretch(parts, record, id, { order: 'asc', from: revision, limit: 1 }, position);
    const [event] = await told(parts, stretch);
    if (event === undefined) throw absent;
    namePosition(reply, position);
    return event;
  });
}

/** The revision that a path names; undefined for what is none. */
function revisionIn(request: FastifyRequest): number | undefined {
  const text = (request.params as { readonly revision?: string }).revision ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Where the log ends before anything of it is read. It holds every position it ever gave; throws ForeignPosition for others. */
async function standing({ store }: ReadTools, after: Position | undefined): Promise<Position> {
  const head = await store.head();
  if (after !== undefined && comparePositions(after, head) > 0) {
    throw new Problem(503, 'read-model-behind', 'The log does not reach this position.', { headers: { 'Retry-After': '1' } });
  }
  return head;
}

async function requireStretch(parts: ReadTools, record: RecordType, id: string, query: HistoryQuery, position: Position): Promise<Stretch> {
  const stretch = await readStretch(parts.store, parts.registry, record, id, query);
  if (stretch === undefined) throw recordNotFound(positionHeader(position));
  return stretch;
}

async function told(parts: ReadTools, stretch: Stretch): Promise<z.input<typeof historyEvent>[]> {
  const stories = await personalStories(parts.open, stretch.past, new Set(stretch.events.map(({ event }) => event.id)));
  return stretch.events.map((pictured) => toldEvent(parts.registry, pictured, stories.get(pictured.event.id)));
}

function named(record: RecordType): string {
  return record.category.charAt(0).toUpperCase() + record.category.slice(1);
}
