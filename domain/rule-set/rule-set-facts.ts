import type { DecisionFacts } from '../ledger/decider.js';

/** What a decision on a rule set knows beside the register. */
export interface RuleSetFacts extends DecisionFacts {
  /** SHA-256 over the canonical text of the set that is decided on; empty where the register has none of that hash. */
  readonly hash: string;
  /** Whether the week in which its first day lies is closed. */
  readonly weekClosed: boolean;
}
