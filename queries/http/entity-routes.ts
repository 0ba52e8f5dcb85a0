// Law: an entity’s band on a day is that of the last week that ended before it, as it was published by what was known then.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { spanOf } from '../../domain/entity/band-timeline.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { saudizationAnswer, tellBand, toldBand } from '../entities/entity-answers.js';
import { isClosed, readRuleSets, timelineOf, toldOf } from '../entities/told-entity.js';
import { namePosition } from './answer-headers.js';
import { knownAtParam, shownEntity, todayOf, weekBefore } from './entity-request.js';
import { parseQuery, positionOf, positionParam } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const bandQuery = z.strictObject({
  asOf: isoDate.optional().meta({ description: 'The day; today when left out.' }),
  knownAt: knownAtParam.optional(),
  after: positionParam.optional(),
});
const historyQuery = z.strictObject({ knownAt: knownAtParam.optional(), after: positionParam.optional() });
const problems = [400, 401, 403, 404, 410, 503];

/** Adds `GET /v1/entities/{id}/saudization` and its history. */
export function addEntityRoutes(app: FastifyInstance, parts: ReadTools): void {
  const shared = { tag: 'entities', params: idInPath, headers: actingCompanyHeader, problems };
  const bandSchema = routeSchema({
    ...shared,
    operationId: 'ReadSaudization',
    summary: 'The band of an entity on a day, with the sums it was found from.',
    description: 'An entity is all establishments of one owner in one Nitaqat activity. Employers are shown those in which the company they act for has an establishment.',
    query: bandQuery,
    answer: saudizationAnswer,
    answerText: 'The band.',
  });
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: bandQuery });
  app.get('/v1/entities/:id/saudization', { config: { policy: 'entities.read', reads }, schema: bandSchema }, async (request, reply) => {
    const { asOf = todayOf(parts), knownAt, after } = parseQuery(bandQuery, request.query);
    const { entityId, activity, ownerId, position, ownPlaces } = await shownEntity(parts, request, positionOf(after));
    const rules = ruleSetOn(await readRuleSets(parts, knownAt), asOf);
    const week = weekBefore(rules, asOf);
    const events = await toldOf(parts, entityId, knownAt);
    const timeline = timelineOf(parts, events);
    const span = spanOf(timeline, week);
    // One event a span, in the same order.
    const said = span === undefined ? undefined : events[timeline.spans.indexOf(span)];
    namePosition(reply, position);
    return {
      entityId,
      activity,
      ...(ownPlaces === undefined ? { ownerId } : {}),
      asOf,
      week,
      closed: await isClosed(parts, week, knownAt),
      ...tellBand(span?.said, week < rules.from ? 'before-the-rules' : 'not-published'),
      since: span?.week ?? null,
      basis: said === undefined ? null : { stream: streamOf('entity', entityId), revision: said.revision },
      position: position ?? null,
    };
  });
  addHistory(app, parts, shared);
}

function addHistory(app: FastifyInstance, parts: ReadTools, shared: { readonly tag: string; readonly params: typeof idInPath; readonly headers: typeof actingCompanyHeader; readonly problems: readonly number[] }): void {
  const schema = routeSchema({
    ...shared,
    operationId: 'ReadSaudizationHistory',
    summary: 'All bands of an entity in the order in which they were told, revisions among them.',
    query: historyQuery,
    answer: z.strictObject({ entityId: z.uuid(), activity: z.string(), items: z.array(toldBand), position: z.string().nullable() }),
    answerText: 'Publications and revisions.',
  });
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: historyQuery });
  app.get('/v1/entities/:id/saudization/history', { config: { policy: 'entities.read', reads }, schema }, async (request, reply) => {
    const { knownAt, after } = parseQuery(historyQuery, request.query);
    const { entityId, activity, position } = await shownEntity(parts, request, positionOf(after));
    const events = (await toldOf(parts, entityId, knownAt)).filter(({ type }) => !isLedgerEvent(type));
    const { spans } = timelineOf(parts, events);
    namePosition(reply, position);
    return {
      entityId,
      activity,
      items: spans.flatMap(({ week, through, said }, n) => {
        const event = events[n];
        if (event === undefined) return [];
        return [{ type: event.type, week, through, ...tellBand(said, 'not-published'), revision: event.revision, recordedAt: event.metadata.recordedAt, eventPosition: event.position }];
      }),
      position: position ?? null,
    };
  });
}
