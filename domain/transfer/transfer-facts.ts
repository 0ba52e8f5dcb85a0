import type { BandFact } from '../gates/band-fact.js';
import type { CompanyState } from '../company/state.js';
import type { ContractState } from '../contract/state.js';
import type { EmployeeState } from '../employee/state.js';
import type { DecisionFacts } from '../ledger/decider.js';
import type { WorkPermitState } from '../work-permit/state.js';

/** What the streams of the records around a transfer show. Commands that do not depend on them are given empty ones. */
export interface TransferFacts extends DecisionFacts {
  /** The new employer. */
  readonly company: CompanyState;
  readonly employee: EmployeeState;
  /** The contract with the current employer. */
  readonly fromContract: ContractState;
  /** The employee's work permit, where the request names it. */
  readonly permit: WorkPermitState | null;
  /** Of the entity that would receive the employee, where a request asks. */
  readonly receiverBand: BandFact;
  /** Of the current employer’s entity, where it tells whether its consent is needed. */
  readonly currentBand: BandFact;
}
