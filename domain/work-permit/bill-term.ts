// Law: a bill can be paid through its due day; it lapses on a later day, so that a payment made in time can still be reported.
import type { RuleUse } from '../ledger/basis.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { billValidity } from '../rules/bill-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { addDays, type IsoDate } from '../standards/calendar.js';

/** A bill's last day of payment and the day on which it lapses unpaid. */
export interface BillTerm {
  readonly kind: 'term';
  readonly dueOn: IsoDate;
  readonly lapsesOn: IsoDate;
  readonly use: RuleUse;
}

/** The term of a bill made on a day; `named` replaces the usual last day and may not lie before the billing. */
export function billTerm(record: string, billedOn: IsoDate, named: IsoDate | undefined): BillTerm | Refused {
  const { value, use } = ruleAt(billValidity, billedOn);
  const dueOn = named ?? addDays(billedOn, value.payableDays);
  if (dueOn < billedOn) {
    return refuse(`${record}.due-before-billing`, 'The last day of payment lies before the billing.', 'Name a later last day of payment.', { pointer: '/dueOn' });
  }
  return { kind: 'term', dueOn, lapsesOn: addDays(dueOn, value.reportDays + 1), use };
}

/** Why a payment on that day does not settle the bill, or null. */
export function paymentFault(record: string, paidOn: IsoDate, bill: { readonly dueOn: IsoDate }): Refused | null {
  if (paidOn <= bill.dueOn) return null;
  return refuse(`${record}.bill-overdue`, `The bill could be paid until ${bill.dueOn}.`, 'Cancel the bill and make a new request.', { pointer: '/paidOn' });
}
