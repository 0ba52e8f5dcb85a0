// The dated kinds, limits and fee of work visas.
import { lastDayOfTerm } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import type { RuleUse } from '../ledger/basis.js';
import { fromRiyals, multiplyMoney } from '../standards/money.js';
import type { Money } from '../standards/money.js';
import { rational } from '../standards/rational.js';
import { ruleAt, ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Kinds of work visa: for more than three months, for up to three, for the Hajj season. */
export const visaKinds = ['permanent', 'temporary', 'seasonal'] as const;

/** Kind of work visa. */
export type VisaKind = (typeof visaKinds)[number];

/** Fee of one visa. */
export const visaFee: RuleTable<{ readonly perVisa: Money }> = ruleTable('visa.fee', '1', [
  { from: '2018-01-01', value: { perVisa: fromRiyals(2_000) }, source: 'general knowledge', confidence: 'G' },
]);

/** Months from issue in which a visa can be used. */
export const visaValidity: RuleTable<{ readonly months: number }> = ruleTable('visa.validity', '1', [
  { from: '2018-01-01', value: { months: 24 }, source: 'qiwa.sa, visas', confidence: 'O' },
]);

/** Longest stay on a temporary visa in months, and how often it may be extended by the same. */
export const temporaryVisaStay: RuleTable<{ readonly months: number; readonly extensions: number }> = ruleTable('visa.temporary-stay', '1', [
  { from: '2018-01-01', value: { months: 3, extensions: 1 }, source: 'qiwa.sa, visas', confidence: 'O' },
]);

/** The establishment phase: months from founding in which it applies (first establishment of the unified number), and months of its allowance from the first visa or transfer. */
export const establishmentPhase: RuleTable<{ readonly months: number; readonly allowanceMonths: number }> = ruleTable('visa.establishment-phase', '1', [
  { from: '2018-01-01', value: { months: 6, allowanceMonths: 12 }, source: 'qiwa.sa, visas; first day not stated', confidence: 'O' },
]);

/** Most lines of one request and most visas of one line. */
export const visaRequestLimits: RuleTable<{ readonly lines: number; readonly visasPerLine: number }> = ruleTable('visa.request-limits', '1', [
  { from: '2018-01-01', value: { lines: 50, visasPerLine: 1_000 }, source: 'no text seen; a technical bound', confidence: 'assumed' },
]);

/** The fee of so many visas on the day of billing. */
export function visaCharge(day: IsoDate, visas: number): { readonly perVisa: Money; readonly total: Money; readonly uses: readonly RuleUse[] } {
  const { value, use } = ruleAt(visaFee, day);
  return { perVisa: value.perVisa, total: multiplyMoney(value.perVisa, rational(visas)), uses: [use] };
}

/** The last day on which a visa issued on the day can be used. */
export function visaValidUntil(issuedOn: IsoDate): { readonly validUntil: IsoDate; readonly uses: readonly RuleUse[] } {
  const { value, use } = ruleAt(visaValidity, issuedOn);
  return { validUntil: lastDayOfTerm(issuedOn, value.months), uses: [use] };
}
