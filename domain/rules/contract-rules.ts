// The dated limits of employment contracts. Articles are those of the Labour Law M/51 as amended by M/44, in force 19 February 2025.
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Whole days, or null where the law sets no such limit. */
export interface DayLimit {
  readonly days: number;
}

/** How long a sent contract waits for the worker's answer before it lapses. */
export const contractAnswerLimit: RuleTable<DayLimit> = ruleTable('contract.answer-limit', '1', [
  { from: '2018-01-01', value: { days: 7 }, source: "vendors' texts say about 7 days; no official limit seen", confidence: 'assumed' },
]);

/** How long a proposed amendment waits for the other side's answer. */
export const amendmentAnswerLimit: RuleTable<DayLimit> = ruleTable('contract.amendment-answer-limit', '1', [
  { from: '2018-01-01', value: { days: 7 }, source: 'no text seen; the same as for a sent contract', confidence: 'assumed' },
]);

/** Longest probation in days, the further days both may agree on in writing, and the months after which the same employer may try a worker again. */
export interface ProbationRule {
  readonly days: number;
  readonly extensionDays: number;
  readonly againAfterMonths: number;
}

/** Probation (Art. 53-54). */
export const probation: RuleTable<ProbationRule> = ruleTable('contract.probation', '1', [
  { from: '2018-01-01', value: { days: 90, extensionDays: 90, againAfterMonths: 6 }, source: 'Labour Law Art. 53-54 before M/44', confidence: 'S' },
  { from: '2025-02-19', value: { days: 180, extensionDays: 0, againAfterMonths: 6 }, source: 'Labour Law Art. 53-54 as amended by M/44', confidence: 'S' },
]);

/** How a wage is paid, as far as notice depends on it. */
export type PayPeriod = 'monthly' | 'other';

/** Who gives notice or ends a contract. */
export type ContractParty = 'employer' | 'employee';

/** Days of notice to end an indefinite contract, by pay period and by who gives it (Art. 75). */
export const noticeDays: RuleTable<Readonly<Record<PayPeriod, Readonly<Record<ContractParty, number>>>>> = ruleTable('contract.notice-days', '1', [
  {
    from: '2018-01-01',
    value: { monthly: { employer: 60, employee: 60 }, other: { employer: 30, employee: 30 } },
    source: 'Labour Law Art. 75 before M/44',
    confidence: 'S',
  },
  {
    from: '2025-02-19',
    value: { monthly: { employer: 60, employee: 30 }, other: { employer: 30, employee: 30 } },
    source: 'Labour Law Art. 75 as amended by M/44',
    confidence: 'S',
  },
]);

/** Days after which an unanswered resignation counts as accepted, for which the employer may defer it in writing, and in which the worker may take it back. */
export interface ResignationRule {
  readonly acceptedAfterDays: number;
  readonly deferralDays: number;
  readonly withdrawalDays: number;
}

/** Resignation. */
export const resignation: RuleTable<ResignationRule> = ruleTable('contract.resignation', '1', [
  {
    from: '2018-01-01',
    value: { acceptedAfterDays: 30, deferralDays: 60, withdrawalDays: 7 },
    source: 'the law had no procedure before M/44; the later limits are used',
    confidence: 'assumed',
  },
  { from: '2025-02-19', value: { acceptedAfterDays: 30, deferralDays: 60, withdrawalDays: 7 }, source: 'Labour Law as amended by M/44', confidence: 'S' },
]);

/** When a Saudi's fixed term becomes indefinite: after so many consecutive renewals or so many years, whichever comes first (Art. 55). */
export const indefiniteAfter: RuleTable<{ readonly renewals: number; readonly years: number }> = ruleTable('contract.indefinite-after', '1', [
  { from: '2018-01-01', value: { renewals: 3, years: 4 }, source: 'Labour Law Art. 55', confidence: 'S' },
]);

/** Months of a non-Saudi's contract that states no term; it runs from the start of work and renews for the same (Art. 37). */
export const nonSaudiDefaultTerm: RuleTable<{ readonly months: number }> = ruleTable('contract.non-saudi-default-term', '1', [
  { from: '2018-01-01', value: { months: 12 }, source: 'Labour Law Art. 37', confidence: 'S' },
]);

/** Days after the last working day by which all wages are paid, by who ended the contract (Art. 88). */
export const finalPayDays: RuleTable<Readonly<Record<ContractParty, number>>> = ruleTable('contract.final-pay-days', '1', [
  { from: '2018-01-01', value: { employer: 7, employee: 14 }, source: 'Labour Law Art. 88', confidence: 'S' },
]);

/** Youngest age at which a person may be employed, in whole years. */
export const minimumAge: RuleTable<{ readonly years: number }> = ruleTable('contract.minimum-age', '1', [
  { from: '2018-01-01', value: { years: 15 }, source: 'Labour Law Art. 162, wording not seen', confidence: 'G' },
]);

/** Share of an employer's workers, in per cent, that must have an authenticated contract. */
export interface AuthenticationTarget {
  readonly percent: number;
}

/** Authentication of contracts: an employer short of it has no new visas, transfers and changes of occupation; null before. A target "by" a day holds from the day after. */
export const authenticationTarget: RuleTable<AuthenticationTarget | null> = ruleTable<AuthenticationTarget | null>(
  'contract.authentication-target',
  '1',
  [
    { from: '2018-01-01', value: null, source: 'before the targets', confidence: 'S' },
    { from: '2026-05-01', value: { percent: 85 }, source: 'ministerial announcement: 85% by 30 April 2026', confidence: 'S' },
    { from: '2026-07-01', value: { percent: 90 }, source: 'ministerial announcement: 90% by 30 June 2026', confidence: 'S' },
  ],
);

/** An absence may be reported when the iqama is valid for so many days more and no contract lives; the worker then has the window to move, leave or be hired again. */
export const absenceReport: RuleTable<{ readonly iqamaValidDays: number; readonly windowDays: number }> = ruleTable('contract.absence-report', '1', [
  { from: '2018-01-01', value: { iqamaValidDays: 60, windowDays: 60 }, source: 'zawya on the ministry\'s "disconnected from work" status; first day not stated', confidence: 'S' },
]);
