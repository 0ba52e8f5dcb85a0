// Law: what was told of an entity is shown page by page in the order in which it was told, each saying by its revision.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { tellBand, toldBand } from '../entities/entity-answers.js';
import { timelineOf, toldOf } from '../entities/told-entity.js';
import { namePosition } from './answer-headers.js';
import { knownAtParam, shownEntity } from './entity-request.js';
import { limitParam, orderParam, parseQuery, positionOf, positionParam, wholeNumber } from './query-string.js';
import { subjectOf } from './read-subject.js';
import type { ReadTools } from './read-tools.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const historyQuery = z.strictObject({
  knownAt: knownAtParam.optional(),
  order: orderParam.default('asc').meta({ description: 'From the first one told on, or from the last one back.' }),
  limit: limitParam(50),
  from: wholeNumber(0, 999_999_999).optional().meta({ description: 'Revision to begin at; `next` of the page before.' }),
  after: positionParam.optional(),
});

/** Adds `GET /v1/entities/{id}/saudization/history`. */
export function addEntityHistoryRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ReadSaudizationHistory',
    summary: 'All bands of an entity in the order in which they were told, revisions among them, page by page.',
    tag: 'entities',
    params: idInPath,
    query: historyQuery,
    headers: actingCompanyHeader,
    answer: z.strictObject({
      entityId: z.uuid(),
      activity: z.string(),
      items: z.array(toldBand),
      next: z.string().nullable().meta({ description: 'Address of the next page, as in `Link`; null on the last.' }),
      position: z.string().nullable(),
    }),
    answerText: 'A page of publications and revisions.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: historyQuery });
  app.get('/v1/entities/:id/saudization/history', { config: { policy: 'entities.read', reads }, schema }, async (request, reply) => {
    const { knownAt, order, limit, from, after } = parseQuery(historyQuery, request.query);
    const { entityId, activity, position } = await shownEntity(parts, request, positionOf(after));
    const events = await toldOf(parts, entityId, knownAt);
    // One event a span, in the same order.
    const told = timelineOf(parts, events).spans.flatMap((span, n) => {
      const event = events[n];
      return event === undefined ? [] : [{ span, event }];
    });
    const ahead = order === 'asc' ? told : told.reverse();
    const begin = from === undefined ? 0 : ahead.findIndex(({ event: { revision } }) => (order === 'asc' ? revision >= from : revision <= from));
    const page = begin < 0 ? [] : ahead.slice(begin, begin + limit);
    const following = begin < 0 ? undefined : ahead[begin + limit]?.event.revision;
    const next = following === undefined ? null : addressOf(entityId, { ...(knownAt === undefined ? {} : { knownAt }), order, limit: String(limit), from: String(following) });
    namePosition(reply, position);
    if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
    return {
      entityId,
      activity,
      items: page.map(({ span: { week, through, said }, event }) => ({
        type: event.type,
        week,
        through,
        ...tellBand(said, 'not-published'),
        revision: event.revision,
        recordedAt: event.metadata.recordedAt,
        eventPosition: event.position,
      })),
      next,
      position: position ?? null,
    };
  });
}

function addressOf(entityId: string, parameters: Readonly<Record<string, string>>): string {
  return `/v1/entities/${entityId}/saudization/history?${new URLSearchParams(parameters).toString()}`;
}
