// How long a bill of the labour office can be paid.
import { ruleTable } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

/** Days from billing in which a bill can be paid, and days after its last one in which such a payment may still be reported before the bill lapses. */
export interface BillValidity {
  readonly payableDays: number;
  readonly reportDays: number;
}

/** Validity of the bills of work permits and visas. */
export const billValidity: RuleTable<BillValidity> = ruleTable('bill.validity', '1', [
  { from: '2018-01-01', value: { payableDays: 30, reportDays: 3 }, source: 'no text seen; usual term of a government bill', confidence: 'assumed' },
]);
