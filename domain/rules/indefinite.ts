// Law: a Saudi's fixed term turns indefinite at the renewal that reaches the limit of renewals or of years, whichever comes first (Art. 55).
import type { RuleUse } from '../ledger/basis.js';
import { lastDayOfTerm } from '../standards/calendar.js';
import type { IsoDate } from '../standards/calendar.js';
import { indefiniteAfter } from './contract-rules.js';
import { ruleAt } from './rule-table.js';

/** A fixed term about to be renewed. */
export interface Renewal {
  /** First day of the first term. */
  readonly start: IsoDate;
  /** Consecutive renewals with this one. */
  readonly renewals: number;
  /** Last day of the term that the renewal would set. */
  readonly newTermEnd: IsoDate;
  readonly decidedOn: IsoDate;
}

/** Whether the contract is indefinite with this renewal: it is the third, or the terms together would reach four years. */
export function becomesIndefinite(renewal: Renewal): { readonly indefinite: boolean; readonly uses: readonly RuleUse[] } {
  const { value, use } = ruleAt(indefiniteAfter, renewal.decidedOn);
  return { indefinite: renewal.renewals >= value.renewals || renewal.newTermEnd >= lastDayOfTerm(renewal.start, value.years * 12), uses: [use] };
}
