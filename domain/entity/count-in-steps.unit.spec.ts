// What is counted of a large entity can be left on its way: no step is of more than a few of its workers.
import { describe, expect, it } from 'vitest';
import { explain, explainInSteps } from '../saudization/explain.js';
import { noWeeks } from '../saudization/method.js';
import { nitaqat2026 as rules } from '../saudization/nitaqat-2026.js';
import { whatIf, whatIfInSteps, type Plan } from '../saudization/what-if.js';
import { toIsoDate } from '../standards/calendar.js';
import type { Steps } from '../standards/steps.js';
import type { EmploymentFacts } from './employment-facts.js';
import { entitiesInSteps, entitiesOf } from './entity-facts.js';
import type { EstablishmentFacts } from './establishment-facts.js';
import { factChoices } from './fact-choices.js';
import { countOwner, ownerInSteps, ratedOf } from './owner-bands.js';
import type { OwnerSources } from './owner-sources.js';
import type { PersonFacts } from './person-facts.js';

const WORKERS = 960;
/** Of the workers that are gone through in a step there are at most so many. */
const A_STEP = 32;
const [begun, today] = [toIsoDate('2025-01-01'), toIsoDate('2026-05-01')];
const ownerId = '4b1f6b34-7f0e-4c53-9a55-0d3f5f3c1a01';

const establishment: EstablishmentFacts = { companyId: 'company', ownerId, main: true, region: 'SA-01', openedOn: begun, closedOn: null, activities: [{ from: begun, activity: '430', isic: '4100' }] };
const each = <T>(made: (n: number) => readonly [string, T]): ReadonlyMap<string, T> => new Map(Array.from({ length: WORKERS }, (_, n) => made(n)));
const sources: OwnerSources = {
  ownerId,
  establishments: new Map([['main', establishment]]),
  employments: each((n): readonly [string, EmploymentFacts] => [
    `contract ${n}`,
    { companyId: 'company', establishmentId: 'main', employeeId: `worker ${n}`, authenticatedOn: begun, from: begun, lastDay: null, steps: [{ from: begun, wage: 3_000 + n, workingTime: 'full-time', occupation: '214201' }] },
  ]),
  people: each((n): readonly [string, PersonFacts] => [`worker ${n}`, { nationality: n % 3 === 0 ? 'SAU' : 'IND', deceasedOn: null, weightings: [], erased: false }]),
  weightings: new Map(),
};

/** The result of a count, and how often it could be left. */
function stepped<T>(steps: Steps<T>): { readonly result: T; readonly left: number } {
  for (let left = 0; ; left += 1) {
    const { done, value } = steps.next();
    if (done === true) return { result: value, left };
  }
}

describe('an entity of many', () => {
  const entities = stepped(entitiesInSteps(rules, factChoices, sources));
  const owner = stepped(ownerInSteps(rules, ownerId, entities.result));
  const [found] = ratedOf(rules, owner.result, today);
  if (found === undefined) throw new Error('nothing was counted');
  const { activity, others, rated } = found;
  const entity = { activity, days: rated.days, oldest: rated.oldest, others, workers: rated.facts.workers };

  it('is counted in steps, to the same result', () => {
    expect(entities.left).toBeGreaterThanOrEqual(WORKERS / A_STEP);
    expect(owner.left).toBeGreaterThanOrEqual(WORKERS / A_STEP);
    expect(entities.result).toEqual(entitiesOf(rules, factChoices, sources));
    const [whole] = countOwner(rules, ownerId, entities.result).entities;
    expect(rated.facts.workers).toHaveLength(WORKERS);
    expect(rated.days.at(today)).toEqual(whole?.days.at(today));
  });

  it('is explained in steps, to the same result', () => {
    const explained = stepped(explainInSteps(rules, { ...entity, weeks: [] }, today));
    expect(explained.left).toBeGreaterThanOrEqual(WORKERS / A_STEP);
    expect(explained.result).toEqual(explain(rules, { ...entity, weeks: [] }, today));
  });

  it('is planned in steps, to the same result', () => {
    const plan: Plan = { hires: [], leavers: entity.workers.slice(0, 640).map(({ ref }) => ({ ref, lastDay: toIsoDate('2026-06-30') })), wages: [], authentications: [] };
    const counted = stepped(whatIfInSteps(rules, { ...entity, published: noWeeks }, today, plan, 52));
    expect(counted.left).toBeGreaterThanOrEqual(640 / A_STEP + 52);
    expect(counted.result).toEqual(whatIf(rules, { ...entity, published: noWeeks }, today, plan, 52));
  });
});
