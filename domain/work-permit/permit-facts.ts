import type { DecisionFacts } from '../ledger/decider.js';
import type { BandFact } from '../gates/band-fact.js';
import type { ContractFact, EmployeeFact, EmployerFact } from '../employment/employment-facts.js';

/** What issuing knows beside its command. */
export interface PermitPartyFacts extends DecisionFacts {
  readonly employer: EmployerFact;
  readonly employee: EmployeeFact;
}

/** What a request or a renewal knows beside its command; `contract` is null when none is named. */
export interface PermitFacts extends PermitPartyFacts {
  readonly contract: ContractFact | null;
  /** Of the entity in which the establishment counts. */
  readonly band: BandFact;
}
