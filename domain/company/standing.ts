// Law: what a command needs of the company's status is asked in one place and refused with one code a status.
import { refuse, type Refused } from '../ledger/decider.js';
import type { CompanyState } from './state.js';

/** A refusal unless the company is registered and not closed; null when it stands. */
export function refuseUnlessStanding(state: CompanyState): Refused | null {
  switch (state.status) {
    case 'none':
      return refuse('company.not-registered', 'There is no such company.', 'Register the company first.');
    case 'closed':
      return refuse('company.closed', 'The company is closed.', 'Nothing: a closed company stays closed.');
    case 'active':
    case 'suspended':
      return null;
  }
}

/** A refusal unless the company may act; null when it may. */
export function refuseUnlessActive(state: CompanyState): Refused | null {
  if (state.status === 'suspended') {
    return refuse('company.suspended', 'The company is suspended.', 'Resume the company first.');
  }
  return refuseUnlessStanding(state);
}

/** A refusal unless the company is in the ledger, closed or not: facts of its past can come late. Null when it is. */
export function refuseUnlessKnown(state: CompanyState): Refused | null {
  return state.status === 'none' ? refuseUnlessStanding(state) : null;
}
