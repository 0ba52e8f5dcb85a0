// Law: what a command needs of the human's status is asked in one place and refused with one code a status.
import { refuse, type Refused } from '../ledger/decider.js';
import type { EmployeeState } from './state.js';

/** A refusal unless the record stands for a human, alive or not; null when it does. */
export function refuseUnlessKnown(state: EmployeeState): Refused | null {
  switch (state.status) {
    case 'none':
      return refuse('employee.not-registered', 'There is no such employee.', 'Register the employee first.');
    case 'merged':
      return refuse('employee.merged', 'The record was a duplicate.', 'Use the record that survived.');
    case 'registered':
    case 'deceased':
      return null;
  }
}

/** A refusal unless the record stands for a living human; null when it does. */
export function refuseUnlessAlive(state: EmployeeState): Refused | null {
  if (state.status === 'deceased') {
    return refuse('employee.deceased', 'The employee is recorded as deceased.', 'Correct the person if the death was recorded wrongly.');
  }
  return refuseUnlessKnown(state);
}
