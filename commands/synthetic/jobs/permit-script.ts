import { closesWithin, clearOfSuspension, type Employer } from '../companies/employer.js';
import { hasLowGreen, hasMediumGreen } from '../population/gates.js';
import { RATED_FROM } from '../population/standing.js';
import { occurs, type Fact } from '../tally/fact.js';
import { change, madeBy, make, workdayAfter, type LineName, type MarketLine } from '../market-line.js';
import { recordOf } from '../people/person.js';
import { isoDay, workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import type { PlannedPerson } from '../population/planned.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import { lastOfTerm, yearOf } from '../terms-of-days.js';

/** How a permit comes about and goes on. */
export type PermitManner =
  | 'ordinary'
  | 'rejected-then-issued'
  | 'rejected-after-payment-then-issued'
  | 'bill-cancelled-then-issued'
  | 'bill-lapsed-then-issued'
  | 'renewed-late'
  | 'not-renewed';

/** A permit to be had. */
export interface PermitPlan {
  readonly key: string;
  readonly person: PlannedPerson;
  readonly employer: Employer;
  readonly establishment: LineName;
  readonly contract: LineName | null;
  readonly occupation: string;
  readonly months: number;
  /** Day of the first request, or a later one where the company may not act. */
  readonly from: Day;
  readonly arrivedOn: Day | null;
  /** From this day on nothing more is renewed. */
  readonly until: Day | null;
  /** Last day of the history: renewals are told up to it. */
  readonly last: Day;
  readonly manner: PermitManner;
}

/** The lines, the key of the one that made the permit issued, and the day of its first issue; null: none is asked for any more. */
export interface PermitScript {
  readonly lines: readonly MarketLine[];
  readonly facts: readonly Fact[];
  readonly permit: string;
  readonly issuedOn: Day;
}

/** Steps that a chain from request to issue takes, in days at most. */
const CHAIN_DAYS = 25;
/** Days that an unpaid bill stays open, and some more. */
const LAPSED_AFTER_DAYS = 37;
/** Days before the gates in which those renew who may not be able to afterwards, and those by which a weekend puts a day off. */
const RUSH_DAYS = 70;
const WEEKEND_DAYS = 2;
/** Days before its end from which a permit may be renewed: six months of the calendar are no fewer. */
const EARLIEST_RENEWAL_DAYS = 178;
/** Oldest workers of the basic level, by year of birth, whose permits are still asked for. */
const BASIC_LEVEL_AGE = 60;

/** Requests, bills, pays, issues and renews a permit; null where the employee leaves before it would come to that, or the employer’s band may not allow it. */
export function permitScript(plan: PermitPlan, chance: Chance, numbers: SyntheticNumbers): PermitScript | null {
  const { employer, until, key } = plan;
  const first = clearOfSuspension(employer, plan.from, CHAIN_DAYS);
  if (!mayBegin(plan, first) || tooOld(plan, first)) return null;
  const failed = failedFirst(plan, first, chance, numbers);
  const lastFailed = failed.at(-1);
  const pause = plan.manner === 'bill-lapsed-then-issued' ? LAPSED_AFTER_DAYS : 4;
  const again = lastFailed === undefined ? first : clearOfSuspension(employer, workdayAfter(lastFailed.day, pause), CHAIN_DAYS);
  // Who leaves meanwhile, or came too long ago, is asked for without a failure first.
  const late = failed.length > 0 && (!mayBegin(plan, again) || (plan.arrivedOn !== null && again > plan.arrivedOn + 80));
  const from = late ? first : again;
  const permit = failed.length === 0 || late ? key : `${key}-again`;
  const chain = printed(`${permit}-first`, madeBy(permit), workdayAfter(from, 1), chance, numbers);
  const renewed = plan.manner === 'not-renewed' ? { lines: [], periods: [], facts: [] } : renewalLines(plan, permit, chain.issuedOn, chance, numbers);
  const firstPeriod: Period = { from: chain.issuedOn, to: lastOfTerm(chain.issuedOn, plan.months) };
  return {
    lines: [...(late ? [] : failed), requested(plan, permit, from), ...chain.lines, ...renewed.lines],
    facts: [...inForce([firstPeriod, ...renewed.periods]), ...renewed.facts],
    permit,
    issuedOn: chain.issuedOn,
  };
  function mayBegin({ until: leaves }: PermitPlan, day: Day): boolean {
    return (leaves === null || day + CHAIN_DAYS < leaves) && !closesWithin(employer, day, CHAIN_DAYS) && (until === null || day < until) && hasMediumGreen(employer.planned, day + CHAIN_DAYS);
  }
}

function tooOld({ occupation, person }: PermitPlan, day: Day): boolean {
  return occupation.startsWith('9') && yearOf(day) - yearOf(person.bornOn) > BASIC_LEVEL_AGE;
}

interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The permit's times in force, where those that follow one another without a gap are one. */
function inForce(periods: readonly Period[]): readonly Fact[] {
  const facts: { kind: 'permits in force'; from: Day; to: Day }[] = [];
  for (const { from, to } of periods) {
    const last = facts.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = to;
    else facts.push({ kind: 'permits in force', from, to });
  }
  return facts;
}

function requested(plan: PermitPlan, key: string, day: Day): MarketLine {
  const { employer, establishment, person, contract, occupation, months, arrivedOn } = plan;
  return make(day, key, 'RequestWorkPermit', {
    companyId: employer.record,
    establishmentId: establishment,
    employeeId: recordOf(person),
    ...(contract === null ? {} : { contractId: contract }),
    occupation,
    months,
    ...(arrivedOn === null ? {} : { arrivedOn: isoDay(arrivedOn) }),
    ...declared(employer),
  });
}

/** Head counts as the company reports them. */
export function declared({ planned, expats, saudis }: Employer): Readonly<Record<string, unknown>> {
  return {
    declaredExpats: Math.max(1, expats),
    declaredSaudis: saudis,
    declaredLicensedIndustry: planned.section === 'C',
    declaredOwnerWorksFullTime: planned.ownersPost !== null,
  };
}

/** Bill, payment and issue of an application. */
function printed(
  key: string,
  record: LineName,
  billedOn: Day,
  chance: Chance,
  numbers: SyntheticNumbers,
): { readonly lines: readonly MarketLine[]; readonly issuedOn: Day } {
  const paidOn = workdayAfter(billedOn, chance.whole(1, 9));
  const issuedOn = workdayAfter(paidOn, 1);
  return {
    issuedOn,
    lines: [
      change(billedOn, `${key}-bill`, 'BillWorkPermit', record, { billNumber: numbers.billNumber() }),
      change(paidOn, `${key}-payment`, 'PayWorkPermitBill', record, { reference: numbers.paymentReference(isoDay(paidOn)) }),
      change(issuedOn, `${key}-issue`, 'IssueWorkPermit', record, { permitNumber: numbers.permitNumber() }),
    ],
  };
}

function failedFirst(plan: PermitPlan, from: Day, chance: Chance, numbers: SyntheticNumbers): readonly MarketLine[] {
  const { key, manner } = plan;
  const record = madeBy(key);
  const billed = (day: Day): MarketLine => change(day, `${key}-bill`, 'BillWorkPermit', record, { billNumber: numbers.billNumber() });
  switch (manner) {
    case 'ordinary':
    case 'renewed-late':
    case 'not-renewed':
      return [];
    case 'rejected-then-issued':
      return [requested(plan, key, from), change(workdayAfter(from, 3), `${key}-rejection`, 'RejectWorkPermit', record, { reason: 'documents-incomplete' })];
    case 'rejected-after-payment-then-issued': {
      const bill = billed(workdayAfter(from, 1));
      const paidOn = workdayAfter(bill.day, 2);
      return [
        requested(plan, key, from),
        bill,
        change(paidOn, `${key}-payment`, 'PayWorkPermitBill', record, { reference: numbers.paymentReference(isoDay(paidOn)) }),
        change(workdayAfter(paidOn, 2), `${key}-rejection`, 'RejectWorkPermit', record, { reason: 'employee-not-eligible' }),
      ];
    }
    case 'bill-cancelled-then-issued': {
      const bill = billed(workdayAfter(from, 1));
      return [requested(plan, key, from), bill, change(workdayAfter(bill.day, chance.whole(1, 5)), `${key}-cancellation`, 'CancelWorkPermitBill', record)];
    }
    case 'bill-lapsed-then-issued':
      return [requested(plan, key, from), billed(workdayAfter(from, 1))];
  }
}

function renewalLines(
  plan: PermitPlan,
  permit: string,
  issuedOn: Day,
  chance: Chance,
  numbers: SyntheticNumbers,
): { readonly lines: readonly MarketLine[]; readonly periods: readonly Period[]; readonly facts: readonly Fact[] } {
  const lines: MarketLine[] = [];
  const periods: Period[] = [];
  const facts: Fact[] = [];
  let validTo = lastOfTerm(issuedOn, plan.months);
  for (let n = 1; ; n += 1) {
    const late = plan.manner === 'renewed-late' && n === 1;
    const wanted = late ? workdayAfter(validTo, chance.whole(4, 20)) : workdayOn(validTo - chance.whole(28, 65));
    const due = clearOfSuspension(plan.employer, wanted, CHAIN_DAYS);
    const free = hasLowGreen(plan.employer.planned, due + CHAIN_DAYS);
    const day = free ? due : late ? null : beforeGates(plan.employer, validTo, chance);
    const leaves = plan.until !== null && due + CHAIN_DAYS >= plan.until;
    if (due > plan.last || leaves || tooOld(plan, due) || closesWithin(plan.employer, due, CHAIN_DAYS)) return { lines, periods, facts };
    if (!free) facts.push(occurs(day === null ? 'permits: not renewed for the band' : 'permits: renewed before bands gate it', day ?? due));
    if (day === null) return { lines, periods, facts };
    lines.push(change(day, `${permit}-renewal-${n}`, 'RenewWorkPermit', madeBy(permit), { months: plan.months, ...declared(plan.employer) }));
    const chain = printed(`${permit}-renewal-${n}`, madeBy(permit), workdayAfter(day, 1), chance, numbers);
    lines.push(...chain.lines);
    // A renewal that comes after the end begins with its issue.
    const from = chain.issuedOn > validTo ? chain.issuedOn : validTo + 1;
    validTo = lastOfTerm(from, plan.months);
    periods.push({ from, to: validTo });
  }
}

/** A day before bands gate renewals on which a permit of that last day may be renewed; null where the law allows none so early. */
function beforeGates(employer: Employer, validTo: Day, chance: Chance): Day | null {
  const last = RATED_FROM - CHAIN_DAYS - WEEKEND_DAYS;
  const first = Math.max(validTo - EARLIEST_RENEWAL_DAYS, last - RUSH_DAYS);
  if (first > last) return null;
  const day = workdayOn(chance.whole(first, last));
  return clearOfSuspension(employer, day, CHAIN_DAYS) === day ? day : null;
}
