// The dated limits of a company's register.
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** The register is confirmed every so many months and suspended when that is so many days late. */
export interface RegisterConfirmation {
  readonly everyMonths: number;
  readonly suspendedAfterDays: number;
}

/** Yearly confirmation of the commercial register; null before, when registers had an expiry date instead. */
export const registerConfirmation: RuleTable<RegisterConfirmation | null> = ruleTable<RegisterConfirmation | null>('company.register-confirmation', '1', [
  { from: '2018-01-01', value: null, source: 'before the Commercial Register Law M/83', confidence: 'O' },
  { from: '2025-04-03', value: { everyMonths: 12, suspendedAfterDays: 90 }, source: 'SAMA circular 106900951 on the Commercial Register Law M/83', confidence: 'O' },
]);

/** Whether a new company must show the unified number as its only register number, and in how many years branch registers are merged into it. */
export const registerNumbers: RuleTable<{ readonly unifiedOnly: boolean; readonly branchesMergedInYears: number | null }> = ruleTable(
  'company.register-numbers',
  '1',
  [
    { from: '2018-01-01', value: { unifiedOnly: false, branchesMergedInYears: null }, source: 'before the Commercial Register Law M/83', confidence: 'O' },
    { from: '2025-04-03', value: { unifiedOnly: true, branchesMergedInYears: 5 }, source: 'SAMA circular 106900951', confidence: 'O' },
  ],
);
