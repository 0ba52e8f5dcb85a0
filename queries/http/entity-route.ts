// Law: who may be shown an entity is told its band as the log has it, and an employer nothing of the owner.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoDate } from '../../domain/standards/calendar.js';
import { bandOnDay } from '../entities/band-on-day.js';
import { saudizationAnswer } from '../entities/entity-answers.js';
import { namePosition } from './answer-headers.js';
import { knownAtParam, shownEntity, todayOf } from './entity-request.js';
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
    const band = await bandOnDay(parts, entityId, asOf, knownAt);
    namePosition(reply, position);
    return {
      entityId,
      activity,
      ...(ownPlaces === undefined ? { ownerId } : {}),
      asOf,
      ...band,
      position: position ?? null,
    };
  });
}
