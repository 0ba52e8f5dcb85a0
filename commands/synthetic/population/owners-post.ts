// Law: an owner who works in his company does so from its first weeks on, for as long as there is one, without a contract.
import { workdayOn } from './day.js';
import type { Day } from './market.js';
import { OWNERS_WAGES } from './margins/weighting-fact.js';
import type { PlannedPerson, PlannedPost } from './planned.js';
import type { Stream } from './stream.js';

/** Days after its registration by which he is insured. */
const WITHIN_DAYS = 20;
/** Shop managers, by the classification of occupations. */
const OCCUPATION = '142001';

/** The post of an owner, behind those of the company's employees. */
export function workOfOwner(n: number, owner: PlannedPerson, { registeredOn, closesOn }: { readonly registeredOn: Day; readonly closesOn: Day | null }, stream: Stream): PlannedPost {
  const from = workdayOn(registeredOn + 2 + stream.below(WITHIN_DAYS));
  return {
    n,
    establishment: 0,
    side: 'saudi',
    sex: owner.sex,
    nationality: owner.nationality,
    occupation: OCCUPATION,
    skill: 'high',
    wage: stream.pick(OWNERS_WAGES),
    categories: ['owner'],
    workingTime: 'full-time',
    hours: null,
    contract: 'indefinite',
    months: 0,
    seasonal: false,
    visaKind: 'permanent',
    tenures: [{ person: owner, from, to: closesOn === null ? null : closesOn - 1, comes: 'local', course: closesOn === null ? 'stays' : 'company-closes', transfer: null }],
  };
}
