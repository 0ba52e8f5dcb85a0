import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isoDate } from '../../domain/standards/calendar.js';
import { quotasAnswer, tellQuotas } from '../entities/quota-answer.js';
import { standingQuotas } from '../entities/standing-quotas.js';
import { namePosition } from './answer-headers.js';
import { knownAtParam, laterOf, shownEntity, todayOf } from './entity-request.js';
import { parseQuery, positionOf, positionParam } from './query-string.js';
import { subjectOf } from './read-subject.js';
import type { ReadTools } from './read-tools.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const quotasQuery = z.strictObject({
  asOf: isoDate.optional().meta({ description: 'The day; today when left out. A day to come is told by what is known of it now.' }),
  knownAt: knownAtParam.optional(),
  after: positionParam.optional(),
});

/** Adds `GET /v1/entities/{id}/quotas`. */
export function addEntityQuotasRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ReadQuotas',
    summary: 'How an entity stands to the quotas of professions on a day: required, counted, short, and who does not count and why.',
    description:
      'Only quotas that are due by the number of workers are told. Employers are told of entities in which the company they act for has an establishment, of establishments and workers their own.',
    tag: 'entities',
    params: idInPath,
    query: quotasQuery,
    headers: actingCompanyHeader,
    answer: quotasAnswer,
    answerText: 'The quotas.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: quotasQuery });
  app.get('/v1/entities/:id/quotas', { config: { policy: 'entities.read', reads }, schema }, async (request, reply) => {
    const { asOf = todayOf(parts), knownAt, after } = parseQuery(quotasQuery, request.query);
    const { ownPlaces, position, ...place } = await shownEntity(parts, request, laterOf(positionOf(after), knownAt));
    const quotas = await standingQuotas(parts, place, asOf, knownAt);
    const { entityId, activity } = place;
    const { name, version } = quotas.rules;
    namePosition(reply, position);
    return { entityId, activity, asOf, ruleSet: { name, version }, items: tellQuotas(quotas, ownPlaces), position: position ?? null };
  });
}
