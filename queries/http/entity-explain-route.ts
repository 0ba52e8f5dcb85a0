import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { explainedEntity } from '../entities/explained-entity.js';
import { dayForEmployer, dayForOfficials, explanationAnswer } from '../entities/explanation-answer.js';
import { namePosition, positionHeader } from './answer-headers.js';
import { knownAtParam, laterOf, shownEntity, todayOf } from './entity-request.js';
import { parseQuery, positionOf, positionParam } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordNotFound } from './record-param.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const explainQuery = z.strictObject({
  asOf: isoDate.optional().meta({ description: 'The day, not in the future; today when left out.' }),
  knownAt: knownAtParam.optional(),
  after: positionParam.optional(),
});

/** Adds `GET /v1/entities/{id}/saudization/explain`: the ground of a day's band, by the facts as they are known now or were known then. */
export function addEntityExplainRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ExplainSaudization',
    summary: 'Why an entity has its band on a day: weights, caps, sums, curve, distances and the weeks that decided the method.',
    description:
      'By the facts, bands and rule set as they are known now, or were known at a place or time: a person whose key was destroyed since counts as ordinary. Workers are named by the ids of their records alone.',
    tag: 'entities',
    params: idInPath,
    query: explainQuery,
    headers: actingCompanyHeader,
    answer: explanationAnswer,
    answerText: 'The explanation.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: explainQuery });
  app.get('/v1/entities/:id/saudization/explain', { config: { policy: 'entities.read', reads }, schema }, async (request, reply) => {
    const today = todayOf(parts);
    const { asOf = today, knownAt, after } = parseQuery(explainQuery, request.query);
    if (asOf > today) {
      throw new Problem(400, 'invalid-query', 'The parameters of this request are not valid.', {
        errors: [{ pointer: '/query/asOf', code: 'invalid-parameter', detail: 'A day that has not come cannot be explained; what-if looks ahead.' }],
      });
    }
    const { entityId, activity, ownerId, position, ownPlaces } = await shownEntity(parts, request, laterOf(positionOf(after), knownAt));
    const explained = await explainedEntity(parts, { entityId, ownerId }, asOf, knownAt, ownPlaces === undefined ? 'officials' : 'employers');
    if (explained === undefined) throw recordNotFound(positionHeader(position));
    const { told } = explained;
    const { ruleSet, method, window, x, saudis, expats, ratio, band, reason, curve, thresholds, above, below } = told;
    namePosition(reply, position);
    return {
      entityId,
      activity,
      curveActivity: told.activity,
      asOf,
      ruleSet,
      day: ownPlaces === undefined ? dayForOfficials(told) : await parts.slices.run(dayForEmployer(explained, ownPlaces)),
      method,
      window,
      x,
      saudis,
      expats,
      ratio,
      band,
      reason,
      curve,
      thresholds,
      above,
      below,
      position: position ?? null,
    };
  });
}
