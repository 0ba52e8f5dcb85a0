import { refuse, type Refused } from '../ledger/decider.js';
import type { InsuranceState, InsuredParties, InsuredTerms } from './state.js';

/** A registration that there is. */
export interface Standing {
  readonly kind: 'standing';
  readonly parties: InsuredParties;
  readonly terms: InsuredTerms;
}

/** The registration, or why there is nothing to change: none was made, or it was made void. */
export function standingInsurance({ status, parties, terms }: InsuranceState): Standing | Refused {
  if (parties === null || terms === null) {
    return refuse('insurance.not-registered', 'There is no such registration.', 'Register the insurance first.');
  }
  if (status === 'voided') return refuse('insurance.voided', 'The registration was made void.', 'Register the insurance anew.');
  return { kind: 'standing', parties, terms };
}
