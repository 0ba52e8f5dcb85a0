// Law: an accreditation counts on the days on which its body vouches for it; its number is sealed, so that a repeat is not told apart.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { earliest } from '../standards/calendar.js';
import type { RecordAccreditation, WithdrawAccreditation } from './commands.js';
import { birthYearOf } from './decide-registration.js';
import type { EmployeeEvent } from './events.js';
import { refuseUnlessAlive, refuseUnlessKnown } from './standing.js';
import type { EmployeeState } from './state.js';

/** Records an accreditation, or another reading of the one with that first day. */
export function decideAccreditation(data: RecordAccreditation['data'], state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const standing = refuseUnlessAlive(state);
  if (standing !== null) return standing;
  const { body, accreditationNumber, validFrom, validTo = null, educationLevel = null } = data;
  if (validTo !== null && validTo < validFrom) {
    return refuse('employee.accreditation-empty', 'The accreditation ends before it begins.', 'Give a last day that is not before the first.', { pointer: '/validTo' });
  }
  if (state.birthYear !== null && birthYearOf(validFrom) < state.birthYear) {
    return refuse('employee.accredited-before-birth', 'The first day lies before the year of birth.', 'Give the first valid day.', { pointer: '/validFrom' });
  }
  return accept([
    {
      type: 'AccreditationRecorded',
      data: { effectiveOn: earliest(facts.today, validFrom), employeeId: facts.recordId, body, validFrom, validTo, educationLevel },
      personal: { employeeId: { accreditationNumber } },
    },
  ]);
}

/** Withdraws what a body accredits from a day on; also of somebody who died since. */
export function decideAccreditationWithdrawal(data: WithdrawAccreditation['data'], state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const unknown = refuseUnlessKnown(state);
  if (unknown !== null) return unknown;
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', { day: null, what: 'the accreditation' });
  if (effective.kind === 'refused') return effective;
  const { body, reason } = data;
  if (!state.accreditations.some((one) => one.body === body && (one.validTo === null || one.validTo >= effective.day))) {
    return refuse('employee.not-accredited', 'The body does not accredit the employee on that day or later.', 'Name a body that does.', { pointer: '/body' });
  }
  return accept([{ type: 'AccreditationWithdrawn', data: { effectiveOn: effective.day, employeeId: facts.recordId, body, reason } }]);
}
