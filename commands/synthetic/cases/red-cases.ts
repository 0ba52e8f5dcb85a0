// What a RED employer asks for and must be refused, each line with its code, and who leaves it without being held.
import type { Employer } from '../companies/employer.js';
import { partiesOf, raised } from '../jobs/job.js';
import { declared } from '../jobs/permit-script.js';
import { change, madeBy, make, spoken, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import { consulateOf } from '../people/consulates.js';
import { isoDay, workdayOn } from '../population/day.js';
import { hasMediumGreen } from '../population/gates.js';
import type { Day } from '../population/market.js';
import { RATED_FROM } from '../population/standing.js';
import { syntheticEstablishment } from '../synthetic-blocks.js';
import { occurs, type Fact } from '../tally/fact.js';
import { lastOfTerm } from '../terms-of-days.js';
import { partiesOfTransfer, requested, termsFrom, transferLines } from '../transfers/transfer-script.js';
import { hired, hostAt, inForce, mainOf, oneCase, permitData, withFacts, type CaseParts } from './case-parts.js';

/** Days after the first rated one by which the band of every entity has been told for some weeks. */
const TOLD_DAYS = 40;
/** Days before it on which somebody is hired whose permit may be renewed then, and on which somebody is whose permit is asked for and never issued. */
const PERMITTED_BEFORE = 240;
const ASKED_BEFORE = 60;
/** Days from a request to the first day with the new employer: the answer and the notice fit in. */
const LEAVING_DAYS = 45;
/** The number of a branch that is never opened, above those of all companies of cases. */
const BRANCH_NUMBERS = 92_000_000;
const LABOUR_OFFICE = 1;

const CODES = {
  permit: 'work-permit.band-too-low',
  visa: 'visa.band-too-low',
  transfer: 'transfer.band-too-low',
  branch: 'company.band-too-low',
} as const;

/** Days of history by which a company that is there from the first days is registered and hires. */
const SETTLING_DAYS = 50;

/** The cases of a RED employer, where the history has the days for them; a permit to renew needs more of them than the others. `red`: stands in RED in all weeks, and nothing else is told of it that a band gates. */
export function redCases(parts: CaseParts, red: Employer | undefined): readonly Script[] {
  const day = workdayOn(RATED_FROM + TOLD_DAYS);
  const beginsBefore = (days: number): boolean => parts.start <= RATED_FROM - days - SETTLING_DAYS;
  if (red === undefined || !beginsBefore(ASKED_BEFORE) || parts.today <= day + LEAVING_DAYS) return [];
  return [...(beginsBefore(PERMITTED_BEFORE) ? [renewal(parts, red, day)] : []), neverIssued(parts, red, day), newcomer(parts, red, day), visas(red, day), branch(parts, red, day), taking(parts, red, day), ...leaving(parts, red, day)];
}

function refusal(day: Day): Fact {
  return occurs('gates: refused to a RED employer', day);
}

/** A permit issued before bands were rated may not be renewed after. */
function renewal(parts: CaseParts, red: Employer, day: Day): Script {
  const hire = hired(parts, parts.people.resident('IND', 'male'), red, workdayOn(RATED_FROM - PERMITTED_BEFORE), {}, 400);
  const key = `case-permit-${hire.person.n}`;
  const papers = paidPapers(parts, key, workdayAfter(hire.agreed.acceptedOn, 2));
  const told = oneCase(
    ...hire.lines,
    ...spoken(partiesOf(hire), [
      make(papers.day, key, 'RequestWorkPermit', permitData(hire, declared(red))),
      ...papers.lines,
      change(papers.issuedOn, `${key}-issue`, 'IssueWorkPermit', madeBy(key), { permitNumber: parts.numbers.permitNumber() }),
      change(day, `${key}-renewal`, 'RenewWorkPermit', madeBy(key), { months: 12, ...declared(red) }, CODES.permit),
    ]),
  );
  return withFacts(told, inForce(hire), { kind: 'permits in force', from: papers.issuedOn, to: lastOfTerm(papers.issuedOn, 12) }, refusal(day));
}

/** Asked for and paid before, it is not issued any more. */
function neverIssued(parts: CaseParts, red: Employer, day: Day): Script {
  const hire = hired(parts, parts.people.resident('EGY', 'male'), red, workdayOn(RATED_FROM - ASKED_BEFORE));
  const key = `case-permit-${hire.person.n}`;
  const papers = paidPapers(parts, key, workdayAfter(hire.agreed.acceptedOn, 2));
  const told = oneCase(
    ...hire.lines,
    ...spoken(partiesOf(hire), [
      make(papers.day, key, 'RequestWorkPermit', permitData(hire, declared(red))),
      ...papers.lines,
      change(day, `${key}-issue`, 'IssueWorkPermit', madeBy(key), { permitNumber: parts.numbers.permitNumber() }, CODES.permit),
    ]),
  );
  return withFacts(told, inForce(hire), refusal(day));
}

/** Bill and payment of a permit that is asked for on a day, and when it could be issued. */
function paidPapers({ numbers }: CaseParts, key: string, day: Day): { readonly day: Day; readonly lines: readonly MarketLine[]; readonly issuedOn: Day } {
  const paidOn = workdayAfter(day, 3);
  const lines = [
    change(workdayAfter(day, 1), `${key}-bill`, 'BillWorkPermit', madeBy(key), { billNumber: numbers.billNumber() }),
    change(paidOn, `${key}-payment`, 'PayWorkPermitBill', madeBy(key), { reference: numbers.paymentReference(isoDay(paidOn)) }),
  ];
  return { day, lines, issuedOn: workdayAfter(paidOn, 1) };
}

/** Somebody hired since gets none at all. */
function newcomer(parts: CaseParts, red: Employer, day: Day): Script {
  const hire = hired(parts, parts.people.resident('BGD', 'male'), red, workdayAfter(day, -25));
  const request = make(workdayAfter(hire.agreed.acceptedOn, 3), `case-permit-${hire.person.n}`, 'RequestWorkPermit', permitData(hire, declared(red)), CODES.permit);
  return withFacts(oneCase(...hire.lines, ...spoken(partiesOf(hire), [request])), inForce(hire), refusal(request.day));
}

function visas(red: Employer, day: Day): Script {
  const data = { companyId: red.record, establishmentId: mainOf(red), kind: 'permanent', phase: 'expansion' };
  const lines = [{ nationality: 'PAK', occupation: '931301', sex: 'male', consulate: consulateOf('PAK'), count: 3 }];
  const request = make(day, `${red.key}-visas-refused`, 'RequestVisas', { ...data, lines }, CODES.visa);
  return withFacts(oneCase(...spoken({ company: red.spokesman, from: null, employee: null }, [request])), refusal(day));
}

function branch({ block }: CaseParts, red: Employer, day: Day): Script {
  const [main] = red.planned.establishments;
  const opened = change(
    day,
    `${red.key}-place-refused`,
    'OpenEstablishment',
    red.record,
    { number: syntheticEstablishment(LABOUR_OFFICE, BRANCH_NUMBERS + block), name: red.planned.name, isicActivity: main?.isic, nitaqatActivity: main?.nitaqat, region: main?.region, main: false },
    CODES.branch,
  );
  return withFacts(oneCase(...spoken({ company: red.spokesman, from: null, employee: null }, [opened])), refusal(day));
}

/** It may not take over another company's employee. */
function taking(parts: CaseParts, red: Employer, day: Day): Script {
  const hire = hired(parts, parts.people.resident('SDN', 'male'), 4, workdayAfter(day, -60));
  const plan = transferOf(hire, red, day);
  return withFacts(oneCase(...hire.lines, ...spoken(partiesOfTransfer(plan), [requested(plan, day, CODES.transfer)])), inForce(hire), refusal(day));
}

/** Within his first year its employee goes to a green one: he accepts, nobody asks the RED one, and after the notice he has gone. */
function leaving(parts: CaseParts, red: Employer, day: Day): readonly Script[] {
  const to = hostAt(parts, 0);
  if (!hasMediumGreen(to.planned, day)) return [];
  const hire = hired(parts, parts.people.resident('YEM', 'male'), red, workdayAfter(day, -90));
  const plan = transferOf(hire, to, day);
  const startsOn = workdayAfter(day, LEAVING_DAYS);
  const told = oneCase(...hire.lines, ...spoken(partiesOfTransfer(plan), transferLines(plan, day, 'from-red-employer', parts.chance)));
  return [
    withFacts(
      told,
      inForce(hire, startsOn - 1),
      { kind: 'contracts in force', from: startsOn, to: null },
      occurs('transfers: completed', startsOn),
      occurs('transfers: from-red-employer', day),
    ),
  ];
}

function transferOf(hire: ReturnType<typeof hired>, to: Employer, day: Day): Parameters<typeof transferLines>[0] {
  return {
    key: `case-transfer-${hire.person.n}`,
    job: hire,
    contract: hire.agreed.record,
    permit: null,
    to,
    place: mainOf(to),
    terms: termsFrom(raised(hire.agreed.terms, 9), workdayAfter(day, LEAVING_DAYS), 24),
    earlierTransfers: 0,
  };
}
