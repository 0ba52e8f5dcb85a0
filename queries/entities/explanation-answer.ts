// Law: an employer is told how his own workers count by what he knows of them himself; what is sealed of anybody shows in one sum alone.
import { z } from 'zod';
import { BANDS } from '../../domain/saudization/band.js';
import type { Explanation } from '../../domain/saudization/explain.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { isWithin } from '../../domain/saudization/worker.js';
import { classOf } from '../../domain/saudization/worker-class.js';
import type { PlacedWorker } from '../../domain/entity/entity-facts.js';
import { isoDate, type IsoDate } from '../../domain/standards/calendar.js';
import { eachInSteps, type Steps } from '../../domain/standards/steps.js';
import type { ExplainedEntity } from './explained-entity.js';
import { LEAST_SAUDIS_TOLD } from './few-saudis.js';
import { openlyKnown } from './openly-known.js';

const band = z.enum([...BANDS, 'NOT_RATED']);
const side = z.enum(['saudi', 'expat', 'nobody']);
const heads = z.int().min(0);
const thresholds = z.strictObject({ LOW_GREEN: z.number(), MEDIUM_GREEN: z.number(), HIGH_GREEN: z.number(), PLATINUM: z.number() });
const line = z.strictObject({ m: z.number(), c: z.number() });
const distance = z
  .strictObject({ band: z.enum(BANDS), ratio: z.number().nullable(), heads: heads.nullable() })
  .nullable()
  .meta({ description: 'How far the next band is, in points of the ratio and in Saudis of full weight; null where there is none.' });

/** `GET /v1/entities/{id}/saudization/explain`. */
export const explanationAnswer = z.strictObject({
  entityId: z.uuid(),
  activity: z.string(),
  curveActivity: z.string().meta({ description: 'Activity of the curve: another where small entities of one owner count as one.' }),
  asOf: isoDate,
  ruleSet: z.strictObject({ name: z.string(), version: z.string() }),
  day: z
    .strictObject({
      x: z.number(),
      saudis: z.number(),
      expats: z.number(),
      rules: z
        .array(z.strictObject({ rule: z.string(), side, heads, weight: z.number() }))
        .optional()
        .meta({ description: 'What each rule comes to. Not shown to employers.' }),
      caps: z
        .array(z.strictObject({ rules: z.array(z.string()), joint: z.boolean(), percent: z.number(), room: heads, heads }))
        .optional()
        .meta({ description: 'Caps that somebody comes under. Not shown to employers.' }),
      special: z
        .number()
        .nullable()
        .optional()
        .meta({ description: `To employers: what sealed categories and caps add to the Saudis of the entity, all together. Null where fewer than ${LEAST_SAUDIS_TOLD} Saudis work there: then everything here is counted as if nothing sealed were known of anybody.` }),
      workers: z.array(z.strictObject({ employeeId: z.string(), weight: z.number(), side, rule: z.string() })).meta({ description: 'Of employers, the workers of their own company, as if nothing sealed were known of them.' }),
    })
    .meta({ description: 'The day by itself.' }),
  method: z.strictObject({
    method: z.enum(['average26', 'immediate']),
    reason: z.enum(['small', 'young', 'green-weeks', 'red-weeks', 'not-yet-earned']),
    weeks: z.array(z.strictObject({ ends: isoDate, band })),
  }),
  window: z.strictObject({ first: isoDate, last: isoDate, days: heads, x: z.number(), saudis: z.number(), expats: z.number() }).meta({ description: 'The days of the method, and what they sum to.' }),
  x: z.number(),
  saudis: z.number(),
  expats: z.number(),
  ratio: z.number().nullable(),
  band,
  reason: z.enum(['before-the-rules', 'unknown-activity', 'no-workers']).nullable(),
  curve: z.strictObject({ LOW_GREEN: line, MEDIUM_GREEN: line, HIGH_GREEN: line, PLATINUM: line }).nullable().meta({ description: 'm and c of each band; null where no curve is asked.' }),
  thresholds: thresholds.nullable(),
  above: distance,
  below: distance,
  position: z.string().nullable(),
});

/** The day of an explanation as officials are told it. */
export function dayForOfficials({ today }: Explanation): object {
  const { x, saudis, expats, rules, caps, workers } = today;
  return { x, saudis, expats, rules, caps, workers: workers.map(({ ref, weight, side: which, rule }) => ({ employeeId: ref, weight, side: which, rule })) };
}

/** The day as an employer is told it, of whose establishments some are in the entity. It may be left on its way. */
export function* dayForEmployer({ told, rules, rated: { placed }, openAlone }: ExplainedEntity, own: ReadonlySet<string>): Steps<object> {
  const { today, activity, day } = told;
  const { x, saudis, expats } = today;
  const there = placed.filter(({ worker }) => isWithin(worker, day));
  const plain: (PlacedWorker & { readonly counted: ReturnType<typeof classOf> })[] = [];
  yield* eachInSteps(there, (one) => void plain.push({ ...one, counted: plainly(rules, activity, one, day) }));
  const plainSaudis = plain.reduce((sum, { counted }) => (counted.side === 'saudi' ? sum + counted.weight : sum), 0);
  const workers = plain.filter(({ establishmentId }) => own.has(establishmentId)).map(({ worker, counted }) => ({ employeeId: worker.ref, weight: counted.weight, side: counted.side, rule: counted.rule }));
  return { x, saudis, expats, special: openAlone ? null : saudis - plainSaudis, workers };
}

/** How a worker would count of whom nothing sealed is known. */
function plainly(rules: RuleSet, activity: string, { worker }: PlacedWorker, day: IsoDate): ReturnType<typeof classOf> {
  return classOf(rules, activity, openlyKnown(worker), day);
}
