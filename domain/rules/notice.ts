// Law: a notice or a time limit of n days begins the day after it is given and ends on the n-th day.
import type { RuleUse } from '../ledger/basis.js';
import { addDays } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { finalPayDays, noticeDays, resignation } from './contract-rules.js';
import type { ContractParty, PayPeriod } from './contract-rules.js';
import { endConsequences } from './end-reasons.js';
import type { EndReason } from './end-reasons.js';
import { ruleAt } from './rule-table.js';

/** A notice to end an indefinite contract. */
export interface Notice {
  readonly givenOn: IsoDate;
  readonly givenBy: ContractParty;
  readonly payPeriod: PayPeriod;
  /** Longer notice that the contract agrees on, in days. */
  readonly agreedDays?: number;
}

/** The notice in days and the last working day (Art. 75): the days of the law on the day it is given, or more if so agreed. */
export function noticeEnd(notice: Notice): { readonly days: number; readonly lastWorkingDay: IsoDate; readonly uses: readonly RuleUse[] } {
  const { value, use } = ruleAt(noticeDays, notice.givenOn);
  const days = Math.max(value[notice.payPeriod][notice.givenBy], notice.agreedDays ?? 0);
  return { days, lastWorkingDay: addDays(notice.givenOn, days), uses: [use] };
}

/** The dates that a resignation sets. */
export interface ResignationDates {
  /** Last day on which the worker may take it back. */
  readonly withdrawableUntil: IsoDate;
  /** The day on which silence counts as acceptance. */
  readonly acceptedOn: IsoDate;
  /** The last day to which the employer may defer it in writing, counted from its submission. */
  readonly deferrableUntil: IsoDate;
  readonly uses: readonly RuleUse[];
}

/** The dates that a resignation sets, by the rule of the day on which it is submitted. */
export function resignationDates(submittedOn: IsoDate): ResignationDates {
  const { value, use } = ruleAt(resignation, submittedOn);
  return {
    withdrawableUntil: addDays(submittedOn, value.withdrawalDays),
    acceptedOn: addDays(submittedOn, value.acceptedAfterDays),
    deferrableUntil: addDays(submittedOn, value.deferralDays),
    uses: [use],
  };
}

/** The day by which all wages are paid after a contract ended for the reason (Art. 88). */
export function finalPayDue(lastWorkingDay: IsoDate, reason: EndReason): { readonly dueOn: IsoDate; readonly uses: readonly RuleUse[] } {
  const consequence = ruleAt(endConsequences, lastWorkingDay);
  const days = ruleAt(finalPayDays, lastWorkingDay);
  return { dueOn: addDays(lastWorkingDay, days.value[consequence.value[reason].endedBy]), uses: [consequence.use, days.use] };
}
