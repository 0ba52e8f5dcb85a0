import { addDays, lastDayOfTerm, type IsoDate } from '../../../domain/standards/calendar.js';
import { clearOfSuspension, type PlannedCompany } from '../companies/planned-company.js';
import { change, madeBy, make, workdayAfter, type LineName, type MarketLine, type Script } from '../market-line.js';
import type { Person } from '../people/person.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';

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
  readonly person: Person;
  readonly company: PlannedCompany;
  readonly establishment: LineName;
  readonly contract: string | null;
  readonly occupation: string;
  readonly months: number;
  /** Day of the first request, or a later one where the company may not act. */
  readonly from: IsoDate;
  readonly arrivedOn: IsoDate | null;
  /** From this day on nothing more is renewed. */
  readonly until: IsoDate | null;
  /** The market's present: renewals are told up to it. */
  readonly today: IsoDate;
  readonly manner: PermitManner;
}

/** The script, the line that made the permit issued, and the day of its first issue. */
export interface PermitScript {
  readonly script: Script;
  readonly permit: string;
  readonly issuedOn: IsoDate;
}

/** Steps that a chain from request to issue takes, in days at most. */
const CHAIN_DAYS = 25;

/** Requests, bills, pays, issues and renews a permit. */
export function permitScript(plan: PermitPlan, chance: Chance, numbers: SyntheticNumbers): PermitScript {
  const failed = failedFirst(plan, chance, numbers);
  const last = failed.at(-1);
  const permit = failed.length === 0 ? plan.key : `${plan.key}-again`;
  // An unpaid bill lapses more than a month later; only then is another one made.
  const pause = plan.manner === 'bill-lapsed-then-issued' ? 37 : 4;
  const from = clearOfSuspension(plan.company, last === undefined ? plan.from : workdayAfter(last.day, pause), CHAIN_DAYS);
  const first = printed(`${permit}-first`, madeBy(permit), workdayAfter(from, 1), chance, numbers);
  const renewals = plan.manner === 'not-renewed' ? [] : renewalLines(plan, permit, first.issuedOn, chance, numbers);
  return { script: [...failed, requested(plan, permit, from), ...first.lines, ...renewals], permit, issuedOn: first.issuedOn };
}

function requested(plan: PermitPlan, key: string, day: IsoDate): MarketLine {
  const { company, establishment, person, contract, occupation, months, arrivedOn } = plan;
  return make(day, key, 'RequestWorkPermit', {
    companyId: madeBy(company.key),
    establishmentId: establishment,
    employeeId: madeBy(person.key),
    ...(contract === null ? {} : { contractId: madeBy(contract) }),
    occupation,
    months,
    ...(arrivedOn === null ? {} : { arrivedOn }),
    ...declared(company),
  });
}

/** Head counts as the company reports them. */
export function declared({ cast }: PlannedCompany): Readonly<Record<string, unknown>> {
  return {
    declaredExpats: Math.max(1, cast.residents),
    declaredSaudis: cast.citizens,
    declaredLicensedIndustry: cast.trade === 'manufacturing',
    declaredOwnerWorksFullTime: cast.owner === 'natural' && cast.citizens + cast.residents < 10,
  };
}

/** Bill, payment and issue of an application. */
function printed(
  key: string,
  record: LineName,
  billedOn: IsoDate,
  chance: Chance,
  numbers: SyntheticNumbers,
): { readonly lines: Script; readonly issuedOn: IsoDate } {
  const paidOn = workdayAfter(billedOn, chance.whole(1, 9));
  const issuedOn = workdayAfter(paidOn, 1);
  return {
    issuedOn,
    lines: [
      change(billedOn, `${key}-bill`, 'BillWorkPermit', record, { billNumber: numbers.billNumber() }),
      change(paidOn, `${key}-payment`, 'PayWorkPermitBill', record, { reference: numbers.paymentReference(paidOn) }),
      change(issuedOn, `${key}-issue`, 'IssueWorkPermit', record, { permitNumber: numbers.permitNumber() }),
    ],
  };
}

function failedFirst(plan: PermitPlan, chance: Chance, numbers: SyntheticNumbers): Script {
  const { key, manner } = plan;
  const record = madeBy(key);
  const from = clearOfSuspension(plan.company, plan.from, CHAIN_DAYS);
  const bill = change(workdayAfter(from, 1), `${key}-bill`, 'BillWorkPermit', record, { billNumber: numbers.billNumber() });
  switch (manner) {
    case 'ordinary':
    case 'renewed-late':
    case 'not-renewed':
      return [];
    case 'rejected-then-issued':
      return [requested(plan, key, from), change(workdayAfter(from, 3), `${key}-rejection`, 'RejectWorkPermit', record, { reason: 'documents-incomplete' })];
    case 'rejected-after-payment-then-issued': {
      const paidOn = workdayAfter(bill.day, 2);
      return [
        requested(plan, key, from),
        bill,
        change(paidOn, `${key}-payment`, 'PayWorkPermitBill', record, { reference: numbers.paymentReference(paidOn) }),
        change(workdayAfter(paidOn, 2), `${key}-rejection`, 'RejectWorkPermit', record, { reason: 'employee-not-eligible' }),
      ];
    }
    case 'bill-cancelled-then-issued':
      return [requested(plan, key, from), bill, change(workdayAfter(bill.day, chance.whole(1, 5)), `${key}-cancellation`, 'CancelWorkPermitBill', record)];
    case 'bill-lapsed-then-issued':
      return [requested(plan, key, from), bill];
  }
}

function renewalLines(plan: PermitPlan, permit: string, issuedOn: IsoDate, chance: Chance, numbers: SyntheticNumbers): Script {
  const lines: MarketLine[] = [];
  let validTo = lastDayOfTerm(issuedOn, plan.months);
  for (let n = 1; ; n += 1) {
    const late = plan.manner === 'renewed-late' && n === 1;
    const wanted = workdayAfter(validTo, late ? chance.whole(4, 20) : -chance.whole(28, 65));
    const day = clearOfSuspension(plan.company, wanted, CHAIN_DAYS);
    if (day > plan.today || (plan.until !== null && addDays(day, CHAIN_DAYS) >= plan.until)) return lines;
    lines.push(change(day, `${permit}-renewal-${n}`, 'RenewWorkPermit', madeBy(permit), { months: plan.months, ...declared(plan.company) }));
    const chain = printed(`${permit}-renewal-${n}`, madeBy(permit), workdayAfter(day, 1), chance, numbers);
    lines.push(...chain.lines);
    validTo = late ? lastDayOfTerm(chain.issuedOn, plan.months) : lastDayOfTerm(addDays(validTo, 1), plan.months);
  }
}
