import type { CompanyState } from '../company/state.js';
import type { EmployeeState } from '../employee/state.js';
import type { DecisionFacts } from '../ledger/decider.js';

/** The two sides as their own streams show them. Commands that do not depend on them are given empty ones. */
export interface ContractFacts extends DecisionFacts {
  readonly company: CompanyState;
  readonly employee: EmployeeState;
}
