import type { DecisionFacts } from '../ledger/decider.js';
import type { BandFact } from '../gates/band-fact.js';
import type { EmployeeFact, EmployerFact } from '../employment/employment-facts.js';

/** What the bill and the issue of visas know beside their command. */
export interface VisaEmployerFacts extends DecisionFacts {
  readonly employer: EmployerFact;
}

/** What the request of visas knows beside its command. */
export interface VisaRequestFacts extends VisaEmployerFacts {
  /** Of the entity in which the establishment counts. */
  readonly band: BandFact;
}

/** What the use of a visa knows beside its command. */
export interface VisaUserFacts extends DecisionFacts {
  readonly employee: EmployeeFact;
}

/** Everything any visa command may know. */
export interface VisaFacts extends VisaRequestFacts, VisaUserFacts {}
