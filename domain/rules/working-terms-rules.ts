// The dated bounds of working time and leave that a contract's terms are measured against.
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Longest working time in hours, and overtime: its supplement in per cent of the basic wage and its most hours a year. */
export interface WorkingHours {
  readonly perDay: number;
  readonly perWeek: number;
  readonly ramadanPerDay: number;
  readonly ramadanPerWeek: number;
  readonly overtimePercent: number;
  readonly overtimePerYear: number;
}

/** Working hours and overtime; the Ramadan hours are for Muslims. */
export const workingHours: RuleTable<WorkingHours> = ruleTable('contract.working-hours', '1', [
  {
    from: '2018-01-01',
    value: { perDay: 8, perWeek: 48, ramadanPerDay: 6, ramadanPerWeek: 36, overtimePercent: 50, overtimePerYear: 720 },
    source: 'Labour Law M/51 and its implementing regulations',
    confidence: 'S',
  },
]);

/** Least paid annual leave in days, and from how many years of service it rises to how many. */
export interface AnnualLeave {
  readonly days: number;
  readonly laterDays: number;
  readonly laterAfterYears: number;
}

/** Annual leave. */
export const annualLeave: RuleTable<AnnualLeave> = ruleTable('contract.annual-leave', '1', [
  { from: '2018-01-01', value: { days: 21, laterDays: 30, laterAfterYears: 5 }, source: 'Labour Law M/51', confidence: 'S' },
]);
