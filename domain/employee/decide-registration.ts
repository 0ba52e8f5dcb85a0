import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import type { IsoDate } from '../standards/calendar.js';
import { citizenIdentifiers, residentIdentifiers } from './borne-identifiers.js';
import type { RegisterCitizen, RegisterResident } from './commands.js';
import type { EmployeeEvent } from './events.js';
import { personValues, weightingValues } from './sealed-values.js';
import type { EmployeeState } from './state.js';

const BEFORE_ANYTHING = { day: null, what: 'the birth' };

/** Registers a citizen. */
export function decideCitizen(data: RegisterCitizen['data'], state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const registration = registrationDay(data, state, facts);
  if (registration.kind === 'refused') return registration;
  return accept([
    {
      type: 'CitizenRegistered',
      data: {
        effectiveOn: registration.day,
        employeeId: facts.recordId,
        nationality: 'SAU',
        sex: data.sex,
        birthYear: birthYearOf(data.birthDate),
      },
      personal: { employeeId: { ...personValues(data, citizenIdentifiers(data)), ...weightingValues(data.weighting ?? {}) } },
    },
  ]);
}

/** Registers a human who is not a citizen. A document that has expired is a fact like another; the clock records the expiry. */
export function decideResident(data: RegisterResident['data'], state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const registration = registrationDay(data, state, facts);
  if (registration.kind === 'refused') return registration;
  return accept([
    {
      type: 'ResidentRegistered',
      data: {
        effectiveOn: registration.day,
        employeeId: facts.recordId,
        nationality: data.nationality,
        sex: data.sex,
        birthYear: birthYearOf(data.birthDate),
        residence: { document: data.document.scheme, expiresOn: data.document.expiresOn ?? null },
      },
      personal: { employeeId: { ...personValues(data, residentIdentifiers(data)), ...weightingValues(data.weighting ?? {}) } },
    },
  ]);
}

/** The open year of a sealed birth date. */
export function birthYearOf(birthDate: IsoDate): number {
  return Number(birthDate.slice(0, 4));
}

/** A refusal when the birth lies after a day on which the human was there; it does not repeat the date, which is sealed. */
export function refuseBirthAfter(day: IsoDate, birthDate: IsoDate): Refused | null {
  if (birthDate <= day) return null;
  return refuse('employee.birth-date-too-late', `The birth date lies after ${day}.`, 'Give the birth date of the human.', {
    pointer: '/birthDate',
  });
}

function registrationDay(
  data: { readonly effectiveOn?: IsoDate | undefined; readonly birthDate: IsoDate },
  state: EmployeeState,
  facts: DecisionFacts,
): { kind: 'day'; day: IsoDate } | Refused {
  if (state.status !== 'none') {
    return refuse('employee.already-registered', 'The human is registered.', 'Use the registered record.');
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', BEFORE_ANYTHING);
  if (effective.kind === 'refused') return effective;
  return refuseBirthAfter(effective.day, data.birthDate) ?? effective;
}
