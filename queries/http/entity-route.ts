// Law: an entity’s band on a day is that of the last week that ended before it, as it was published by what was known then.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { spanOf } from '../../domain/entity/band-timeline.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { saudizationAnswer, tellBand } from '../entities/entity-answers.js';
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

/** Adds `GET /v1/entities/{id}/saudization`. */
export function addEntityRoute(app: FastifyInstance, parts: ReadTools): void {
  const bandSchema = routeSchema({
    operationId: 'ReadSaudization',
    tag: 'entities',
    params: idInPath,
    headers: actingCompanyHeader,
    summary: 'The band of an entity on a day, with the sums it was found from.',
    description: 'An entity is all establishments of one owner in one Nitaqat activity. Employers are shown those in which the company they act for has an establishment.',
    query: bandQuery,
    answer: saudizationAnswer,
    answerText: 'The band.',
    problems: [400, 401, 403, 404, 410, 503],
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
}
