// Law: a contract ends with the worker's life, on the day of death or, where that is known too late, as near to it as a report may reach.
import type { EmployeeState } from '../employee/state.js';
import { refuse, type Refused } from '../ledger/decider.js';
import { latest, type IsoDate } from '../standards/calendar.js';
import type { TerminationArticle } from './codes.js';
import type { RunningContract } from './state.js';

/** The day on which the employee died, where the record says so; null for the living. */
export function dayOfDeath(employee: EmployeeState): IsoDate | null {
  return employee.status === 'deceased' ? employee.deceasedOn : null;
}

/** Why the contract cannot end by that article on that day of or around a recorded death, or null. */
export function deathFault(article: TerminationArticle, day: IsoDate, died: IsoDate | null): Refused | null {
  const pointer = '/effectiveOn';
  if (died === null) return null;
  if (article !== 'death' && day > died) {
    return refuse('contract.employee-deceased', 'The employee died before that day.', 'End the contract by death.', { pointer });
  }
  if (article === 'death' && day < died) {
    return refuse('contract.died-later', 'The employee is recorded as deceased on a later day.', 'Leave the day out, or name the day of death.', {
      pointer,
    });
  }
  return null;
}

/** The day on which a death ended the contract up to a last day that is set; null when nobody died by then. */
export function endedByDeathOn(contract: RunningContract, employee: EmployeeState, lastDay: IsoDate): IsoDate | null {
  const died = dayOfDeath(employee);
  return died === null || died > lastDay ? null : latest(died, contract.agreedOn);
}
