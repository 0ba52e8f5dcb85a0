// The dated limits, conditions and fee of an employee's transfer between employers.
import type { RuleUse } from '../ledger/basis.js';
import { monthsBetween } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { fromRiyals } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { ruleAt, ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Days in which the employee answers before the transfer lapses. */
export const transferAnswerLimit: RuleTable<{ readonly days: number }> = ruleTable('transfer.employee-answer-limit', '1', [
  { from: '2018-01-01', value: { days: 10 }, source: 'qiwa.sa, employee transfer; an older label says 14 and when it changed is not stated', confidence: 'O' },
]);

/** Days in which the current employer answers before the transfer lapses. */
export const transferEmployerAnswerLimit: RuleTable<{ readonly days: number }> = ruleTable('transfer.employer-answer-limit', '1', [
  { from: '2018-01-01', value: { days: 10 }, source: 'no text seen; the same as for the employee', confidence: 'assumed' },
]);

/** Fee of the first, second, … transfer of an employee; the last stands for all further ones. */
export const transferFees: RuleTable<readonly [Money, ...Money[]]> = ruleTable('transfer.fees', '1', [
  {
    from: '2018-01-01',
    value: [fromRiyals(2_000), fromRiyals(4_000), fromRiyals(6_000)],
    source: 'press; the new employer pays (Labour Law Art. 40)',
    confidence: 'S',
  },
]);

/** When the current employer's consent is not needed. */
export interface ConsentRule {
  /** Months with the current employer after which the employee may leave without consent. */
  readonly afterMonths: number;
  readonly whenPermitExpired: boolean;
}

/** Consent of the current employer. */
export const transferConsent: RuleTable<ConsentRule> = ruleTable('transfer.consent', '1', [
  { from: '2018-01-01', value: { afterMonths: 12, whenPermitExpired: true }, source: 'qiwa.sa, employee transfer; the year: press', confidence: 'S' },
]);

/** What the new employer must have: the least band, held for so many weeks on end or for so many of a number of weeks. */
export interface ReceiverRule {
  readonly band: 'MEDIUM_GREEN';
  readonly weeksOnEnd: number;
  readonly weeksOf: { readonly weeks: number; readonly of: number };
}

/** The new employer's band; null: the bands of before are not part of the ledger. Whether LOW_GREEN may receive is not stated. */
export const transferReceiver: RuleTable<ReceiverRule | null> = ruleTable<ReceiverRule | null>('transfer.receiver', '1', [
  { from: '2018-01-01', value: null, source: 'before the Nitaqat of 1 December 2021', confidence: 'G' },
  {
    from: '2021-12-01',
    value: { band: 'MEDIUM_GREEN', weeksOnEnd: 13, weeksOf: { weeks: 26, of: 52 } },
    source: 'qiwa.sa, employee transfer; bands since the Nitaqat of 1 December 2021',
    confidence: 'O',
  },
]);

/** The fee of an employee's transfer on the day, by its number: 1 for the first. Throws RangeError for a number below 1. */
export function transferFee(day: IsoDate, number: number): { readonly fee: Money; readonly uses: readonly RuleUse[] } {
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`not the number of a transfer: ${number}`);
  const { value, use } = ruleAt(transferFees, day);
  return { fee: value[Math.min(number, value.length) - 1] ?? value[0], uses: [use] };
}

/** Whether the current employer must consent, and on which ground not. */
export interface ConsentNeed {
  readonly needed: boolean;
  readonly ground: 'permit-expired' | 'served-long-enough' | 'legal-case' | null;
  readonly uses: readonly RuleUse[];
}

/** Whether the current employer's consent is needed for who has worked there since a day. */
export function transferConsentNeed(
  day: IsoDate,
  facts: { readonly employedSince: IsoDate; readonly permitExpired: boolean; readonly legalCase: boolean },
): ConsentNeed {
  const { value, use } = ruleAt(transferConsent, day);
  const uses = [use];
  if (facts.permitExpired && value.whenPermitExpired) return { needed: false, ground: 'permit-expired', uses };
  if (facts.legalCase) return { needed: false, ground: 'legal-case', uses };
  if (monthsBetween(facts.employedSince, day) >= value.afterMonths) return { needed: false, ground: 'served-long-enough', uses };
  return { needed: true, ground: null, uses };
}
