import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import type { MergeDuplicate } from './commands.js';
import type { EmployeeEvent } from './events.js';
import { refuseUnlessKnown } from './standing.js';
import type { EmployeeState } from './state.js';

/** What a merge knows beside the duplicate: the record that shall survive, null for every other command. */
export interface MergeFacts extends DecisionFacts {
  readonly survivor: EmployeeState | null;
}

/** Closes a duplicate in favour of the record that stands for the human. */
export function decideMerge(data: MergeDuplicate['data'], state: EmployeeState, facts: MergeFacts): Decision<EmployeeEvent> {
  const refused = refuseUnlessKnown(state) ?? refuseSurvivor(data.survivorId, state, facts);
  if (refused !== null) return refused;
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', { day: state.personSince, what: 'the last reading of the person, recorded' });
  if (effective.kind === 'refused') return effective;
  return accept([
    {
      type: 'RecordMerged',
      data: { effectiveOn: effective.day, employeeId: facts.recordId, survivorId: data.survivorId },
    },
  ]);
}

function refuseSurvivor(survivorId: string, state: EmployeeState, facts: MergeFacts): Refused | null {
  const pointer = '/survivorId';
  if (survivorId === facts.recordId) {
    return refuse('employee.merge-with-itself', 'The record is named as its own survivor.', 'Name the other record.', { pointer });
  }
  const { survivor } = facts;
  if (survivor === null || survivor.status === 'none') {
    return refuse('employee.survivor-unknown', 'There is no such record to survive.', 'Name a registered employee.', { pointer });
  }
  if (survivor.status === 'merged') {
    return refuse('employee.survivor-merged', 'The survivor named was itself merged.', 'Name the record that survived it.', { pointer });
  }
  // A resident who became a citizen may have been registered again; the other way round two humans were mixed up.
  if (state.citizen && !survivor.citizen) {
    return refuse('employee.survivor-of-another-kind', 'A citizen does not go on as a resident.', 'Correct the nationality of one of the two first.', {
      pointer,
    });
  }
  if (state.status === 'deceased' && survivor.status !== 'deceased') {
    return refuse('employee.survivor-not-deceased', 'The duplicate is recorded as deceased, the survivor is not.', 'Record the death of the survivor first.', {
      pointer,
    });
  }
  return null;
}
