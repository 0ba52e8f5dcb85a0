import { clearOfSuspension, closesWithin, opensFor } from '../companies/employer.js';
import { placeOf, wageOf, type Job, type JobTerms } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import { permitScript, type PermitScript } from '../jobs/permit-script.js';
import { madeBy, script, workdayAfter, type Script } from '../market-line.js';
import { recordOf } from '../people/person.js';
import { isoDay } from '../population/day.js';
import { hasLowGreen } from '../population/gates.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { occurs } from '../tally/fact.js';
import { lastOfTerm } from '../terms-of-days.js';
import { partiesOfTransfer, transferBy, transferLines, type TransferManner } from '../transfers/transfer-script.js';
import { insuredScript } from './insured.js';
import { workAfter } from './insured-work.js';
import { tenureKey, type Held, type Telling } from './telling.js';

/** A transfer that leads to a tenure. */
export interface Move {
  readonly to: Held;
  readonly requestedOn: Day;
  readonly manner: TransferManner;
}

/** The transfer by which somebody comes to his next tenure; null where there is no time for one, or the new employer could not ask. */
export function moveTo(job: Job, agreed: Agreed, to: Held, chance: Chance): Move | null {
  const { employer, post, tenure } = to;
  if (employer.key === job.employer.key || (tenure.to !== null && tenure.to < tenure.from)) return null;
  const by = transferBy(tenure.from, agreed, job.from, chance);
  if (by === null || by.requestedOn < opensFor(employer, post.establishment)) return null;
  const days = tenure.from - by.requestedOn + 1;
  if (clearOfSuspension(employer, by.requestedOn, days) !== by.requestedOn || closesWithin(employer, by.requestedOn, days)) return null;
  // Who may be RED is perhaps not asked for its consent.
  const asked = by.manner === 'consented' || by.manner === 'consented-without-notice';
  return asked && !hasLowGreen(job.employer.planned, tenure.from) ? null : { to, ...by };
}

/** The transfer, and what is told of the time after it. The contract that it makes is named by no line: it goes on by itself or ends with its term. */
export function afterMove(job: Job, agreed: Agreed, permit: PermitScript | null, { to, requestedOn, manner }: Move, telling: Telling): readonly Script[] {
  const { chance, numbers, last, twoYearPercent } = telling;
  const { employer, post, tenure } = to;
  const plan = {
    key: `${job.key}-transfer`,
    job,
    contract: agreed.record,
    permit: permit !== null && permit.issuedOn < requestedOn ? madeBy(permit.permit) : null,
    to: employer,
    place: placeOf({ employer, establishment: post.establishment }),
    terms: termsAfter(to, job.terms),
    earlierTransfers: 0,
  };
  const transfer = script(partiesOfTransfer(plan), transferLines(plan, requestedOn, manner, chance), [
    occurs('transfers: completed', tenure.from),
    occurs(`transfers: ${manner}`, requestedOn),
    { kind: 'contracts in force', from: tenure.from, to: tenure.to },
  ]);
  const next = permitScript(
    {
      key: `permit-job-${tenureKey(to.name)}`,
      person: tenure.person,
      employer,
      establishment: plan.place,
      contract: null,
      occupation: post.occupation,
      months: chance.yes(twoYearPercent) ? 24 : 12,
      from: workdayAfter(tenure.from, chance.whole(1, 8)),
      arrivedOn: null,
      until: tenure.to,
      last,
      manner: 'ordinary',
    },
    chance,
    numbers,
  );
  const parties = { company: employer.spokesman, from: null, employee: recordOf(tenure.person) };
  const insured = insuredScript(workAfter(to, plan.terms.wage), telling.cards.insured(), telling);
  return next === null ? [transfer, insured] : [transfer, script(parties, next.lines, next.facts), insured];
}

function termsAfter({ post, tenure }: Held, old: JobTerms): JobTerms {
  const months = post.months > 0 ? post.months : 24;
  return {
    ...old,
    occupation: post.occupation,
    wage: wageOf(post.wage),
    kind: 'fixed',
    startsOn: isoDay(tenure.from),
    endsOn: isoDay(tenure.to ?? lastOfTerm(tenure.from, months)),
    probationDays: 0,
    workingTime: post.workingTime,
    renewable: tenure.to === null,
  };
}
