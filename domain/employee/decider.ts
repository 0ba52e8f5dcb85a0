import { accept, refuse, type Decider, type Decision } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { EmployeeCommand, MarkDeceased, RecordWeightingFacts } from './commands.js';
import { decideAccreditation, decideAccreditationWithdrawal } from './decide-accreditation.js';
import { decideCorrection } from './decide-correction.js';
import { decideMerge, type MergeFacts } from './decide-merge.js';
import { birthYearOf, decideCitizen, decideResident } from './decide-registration.js';
import { decideResidenceChange, decideResidenceExpiry } from './decide-residence.js';
import type { EmployeeEvent } from './events.js';
import { evolveEmployee } from './evolve.js';
import { weightingValues } from './sealed-values.js';
import { refuseUnlessAlive, refuseUnlessKnown } from './standing.js';
import { nobody, type EmployeeState } from './state.js';

/** Facts of employee decisions; only a merge asks for another record. */
export type EmployeeFacts = MergeFacts;

/** Decides every command on a human's record. */
export function decideEmployee(command: EmployeeCommand, state: EmployeeState, facts: EmployeeFacts): Decision<EmployeeEvent> {
  switch (command.type) {
    case 'RegisterCitizen':
      return decideCitizen(command.data, state, facts);
    case 'RegisterResident':
      return decideResident(command.data, state, facts);
    case 'CorrectPerson':
      return decideCorrection(command.data, state, facts);
    case 'ChangeResidenceDocument':
      return decideResidenceChange(command.data, state, facts);
    case 'RecordResidenceExpiry':
      return decideResidenceExpiry(state, facts);
    case 'RecordWeightingFacts':
      return decideWeighting(command.data, state, facts);
    case 'MarkDeceased':
      return decideDeath(command.data, state, facts);
    case 'MergeDuplicate':
      return decideMerge(command.data, state, facts);
    case 'RecordAccreditation':
      return decideAccreditation(command.data, state, facts);
    case 'WithdrawAccreditation':
      return decideAccreditationWithdrawal(command.data, state, facts);
    default:
      return unreachable(command);
  }
}

/** A repeat is not told apart: the facts are sealed and no fold opens them. */
function decideWeighting(data: RecordWeightingFacts['data'], state: EmployeeState, facts: EmployeeFacts): Decision<EmployeeEvent> {
  const standing = refuseUnlessAlive(state);
  if (standing !== null) return standing;
  const since = { day: state.weightingSince, what: 'the weighting facts in force, recorded' };
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', since);
  if (effective.kind === 'refused') return effective;
  return accept([
    {
      type: 'WeightingFactsRecorded',
      data: { effectiveOn: effective.day, employeeId: facts.recordId },
      personal: { employeeId: weightingValues(data.weighting) },
    },
  ]);
}

/** A death may be reported late, also one before the registration; only the year of birth bounds it, the open part of the date. */
function decideDeath({ diedOn }: MarkDeceased['data'], state: EmployeeState, facts: EmployeeFacts): Decision<EmployeeEvent> {
  if (state.status === 'deceased') {
    return refuse('employee.already-deceased', 'The employee is recorded as deceased.', 'Nothing: the death is recorded; correct the person if that is wrong.');
  }
  const standing = refuseUnlessKnown(state);
  if (standing !== null) return standing;
  const pointer = '/diedOn';
  if (diedOn > facts.today) {
    return refuse('employee.died-in-future', 'The day of death lies in the future.', 'Give a day that has come.', { pointer });
  }
  if (state.birthYear !== null && birthYearOf(diedOn) < state.birthYear) {
    return refuse('employee.died-before-birth', 'The day of death lies before the year of birth.', 'Give the day of death.', { pointer });
  }
  return accept([{ type: 'DeathRecorded', data: { effectiveOn: diedOn, employeeId: facts.recordId } }]);
}

export const employeeDecider: Decider<EmployeeCommand, EmployeeState, EmployeeEvent, EmployeeFacts> = {
  initial: nobody,
  decide: decideEmployee,
  evolve: evolveEmployee,
};
