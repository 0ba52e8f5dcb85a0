// Law: a plan is counted and forgotten: nothing of it is stored, and it tells an employer nothing of another’s workers.
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { CountedEntity } from '../../domain/entity/owner-bands.js';
import { stateThrough } from '../../domain/entity/owner-weeks.js';
import { ruleSetOn } from '../../domain/rule-set/in-force.js';
import { BANDS } from '../../domain/saudization/band.js';
import { categoryCode } from '../../domain/saudization/category.js';
import type { EntityDays } from '../../domain/saudization/entity-days.js';
import { heldApart } from '../../domain/saudization/held-apart.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { UnknownWorker, whatIfInSteps, type Plan } from '../../domain/saudization/what-if.js';
import { isoDate, type IsoDate } from '../../domain/standards/calendar.js';
import type { Steps } from '../../domain/standards/steps.js';
import { nationalityCode } from '../../domain/standards/nationality.js';
import { regionCode } from '../../domain/standards/regions.js';
import { weekBefore } from '../../domain/saudization/method.js';
import { ratedWith } from '../entities/counted-entity.js';
import { areTooFewToTell, asOpenlyKnown } from '../entities/few-saudis.js';
import { openlyKnown } from '../entities/openly-known.js';
import { readOwner } from '../entities/read-owner.js';
import { readRuleSets, timelineOf, toldOf } from '../entities/told-entity.js';
import { namePosition, positionHeader } from './answer-headers.js';
import { shownEntity, todayOf } from './entity-request.js';
import { parseBody } from './parse-body.js';
import { parseQuery, positionOf, positionParam } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordNotFound } from './record-param.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const planQuery = z.strictObject({ after: positionParam.optional() });
const wage = z.number().min(0).max(10_000_000).meta({ description: 'Contributory wage, SAR a month' });
const employeeId = z.uuid().meta({ description: 'Id of the worker’s record' });

/** Each splits what was planned of the worker before: a thousand would hold up everybody. */
const MOST_WAGES = 24;

const plan = z.strictObject({
  weeks: z.int().min(1).max(104).meta({ description: 'How many weeks to look ahead, the running one first' }),
  hires: z
    .array(
      z.strictObject({
        count: z.int().min(1).max(1_000),
        from: isoDate,
        nationality: nationalityCode,
        wage,
        region: regionCode,
        categories: z.array(categoryCode).max(16),
        hours: z.number().min(0).max(744).nullable().meta({ description: 'Hours a month, for flexible work; else null' }),
      }),
    )
    .max(20),
  leavers: z.array(z.strictObject({ employeeId, lastDay: isoDate })).max(1_000),
  wages: z
    .array(z.strictObject({ employeeId, from: isoDate, wage }))
    .max(1_000)
    .refine((changes) => isFewEach(changes), { error: `more than ${MOST_WAGES} changes of one worker's wage` })
    .meta({ description: `At most ${MOST_WAGES} of one worker` }),
  authentications: z.array(z.strictObject({ employeeId, from: isoDate })).max(1_000),
});

const answer = z.strictObject({
  entityId: z.uuid(),
  today: isoDate,
  weeks: z.array(
    z.strictObject({ ends: isoDate, x: z.number(), ratio: z.number().nullable(), method: z.enum(['average26', 'immediate']), band: z.enum([...BANDS, 'NOT_RATED']) }),
  ),
  position: z.string().nullable(),
});

/** Adds `POST /v1/entities/{id}/saudization/what-if`. */
export function addEntityWhatIfRoute(app: FastifyInstance, parts: ReadTools): void {
  const schema = {
    ...routeSchema({
      operationId: 'PlanSaudization',
      summary: 'What the coming weeks of an entity would be if a plan were carried out; nothing of it is stored.',
      description: 'Days before tomorrow are taken as tomorrow. Employers plan with workers of their own company, who weigh in a plan as if nothing sealed were known of them: what sealed facts add stays the sum that it is, and is left out where too few Saudis work there.',
      tag: 'entities',
      params: idInPath,
      query: planQuery,
      headers: actingCompanyHeader,
      answer,
      answerText: 'Ratio and band, week by week.',
      problems: [400, 401, 403, 404, 408, 410, 413, 415, 422, 503],
    }),
    body: plan,
  };
  const reads = subjectOf({ category: 'entity', idIn: 'id', query: planQuery });
  app.post('/v1/entities/:id/saudization/what-if', { config: { policy: 'entities.read', reads }, schema }, async (request, reply) => {
    const { after } = parseQuery(planQuery, request.query);
    const { weeks, ...wanted } = parseBody(plan, request.body);
    const { entityId, ownerId, position, ownPlaces } = await shownEntity(parts, request, positionOf(after));
    const today = todayOf(parts);
    const rules = ruleSetOn(await readRuleSets(parts), today);
    const found = await parts.slices.run(ratedWith(rules, await readOwner(parts, ownerId), entityId, today));
    if (found === undefined) throw recordNotFound(positionHeader(position));
    const { rated, others, activity } = found;
    // Another's worker is as nobody.
    const own = rated.placed.filter(({ establishmentId }) => ownPlaces?.has(establishmentId) ?? true).map(({ worker }) => worker);
    const timeline = timelineOf(parts, await toldOf(parts, rated.entityId, undefined));
    const published = stateThrough(() => rules, timeline, weekBefore(rules, today));
    const told = { activity, days: rated.days, oldest: rated.oldest, others, workers: own, published };
    const entity = ownPlaces === undefined ? told : { ...told, days: await parts.slices.run(openDays(rules, rated, today)), workers: own.map(openlyKnown) };
    const counted = await parts.slices.run(whatIfInSteps(rules, entity, today, planOf(wanted), weeks)).catch(refuseUnknown);
    namePosition(reply, position);
    return { entityId, today, weeks: counted, position: position ?? null };
  });
}

function isFewEach(changes: readonly { readonly employeeId: string }[]): boolean {
  const counts = new Map<string, number>();
  for (const { employeeId: of } of changes) counts.set(of, (counts.get(of) ?? 0) + 1);
  return [...counts.values()].every((count) => count <= MOST_WAGES);
}

/** Plans with one worker after the other would tell of each what is sealed, were it his to take along. */
function* openDays(rules: RuleSet, rated: CountedEntity, today: IsoDate): Steps<EntityDays> {
  const { days } = yield* asOpenlyKnown(rules, rated);
  return areTooFewToTell(rated.placed, today) ? days : heldApart(rated.days, days);
}

function planOf({ hires, leavers, wages, authentications }: Omit<z.output<typeof plan>, 'weeks'>): Plan {
  return {
    hires: hires.map(({ count, ...worker }) => ({ count, worker: { ...worker, authenticatedFrom: worker.from, insuredFrom: worker.from } })),
    leavers: leavers.map(({ employeeId: ref, lastDay }) => ({ ref, lastDay })),
    wages: wages.map(({ employeeId: ref, from, wage: paid }) => ({ ref, from, wage: paid })),
    authentications: authentications.map(({ employeeId: ref, from }): { ref: string; from: IsoDate } => ({ ref, from })),
  };
}

function refuseUnknown(error: unknown): never {
  if (!(error instanceof UnknownWorker)) throw error;
  throw new Problem(422, 'plan.worker-unknown', 'The plan is about somebody who does not work there.');
}
