import type { EmployeeState } from '../employee/state.js';
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { earliest } from '../standards/calendar.js';
import type { AppointAuthorisedPerson, RemoveAuthorisedPerson } from './commands.js';
import type { CompanyEvent } from './events.js';
import { sealedHuman } from './named-owner.js';
import { refuseUnlessStanding } from './standing.js';
import type { CompanyState } from './state.js';

/** What an appointment knows beside the company: the employee record it names, null when it names none. */
export interface AppointmentFacts extends DecisionFacts {
  readonly employee: EmployeeState | null;
}

/** Lets a human act for the company; also while it is suspended, since someone must settle what it is suspended for. */
export function decideAppointment(
  data: AppointAuthorisedPerson['data'],
  state: CompanyState,
  facts: AppointmentFacts,
): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  const personId = facts.people['person'];
  if (personId === undefined) throw new Error('the person was not looked up in the directory');
  const from = data.from ?? facts.today;
  const to = data.to ?? null;
  const refused = refuseEmployee(data.employeeId, personId, facts.employee) ?? refuseSpan(personId, from, to, state);
  if (refused !== null) return refused;
  return accept([
    {
      type: 'AuthorisedPersonAppointed',
      data: {
        effectiveOn: earliest(from, facts.today),
        companyId: facts.recordId,
        personId,
        employeeId: data.employeeId ?? null,
        scopes: data.scopes,
        from,
        to,
      },
      personal: { personId: sealedHuman(data) },
    },
  ]);
}

function refuseEmployee(employeeId: string | undefined, personId: string, employee: EmployeeState | null): Refused | null {
  if (employeeId === undefined) return null;
  const pointer = '/employeeId';
  if (employee === null || employee.status === 'none') {
    return refuse('company.employee-unknown', 'There is no such employee record.', 'Leave the employee out, or register him first.', { pointer });
  }
  if (employee.status === 'merged') {
    return refuse('company.employee-merged', 'The employee record was a duplicate.', 'Name the record that survived.', { pointer });
  }
  if (employee.status === 'deceased') {
    return refuse('company.employee-deceased', 'The employee is recorded as deceased.', 'Appoint another person.', { pointer });
  }
  // A registered human's numbers lead the directory to his own record, so the two ids of one human are the same.
  if (employeeId !== personId) {
    return refuse(
      'company.employee-is-another',
      'The numbers given lead to another human than the employee named.',
      'Give the numbers under which the employee is registered.',
      { pointer },
    );
  }
  return null;
}

function refuseSpan(personId: string, from: string, to: string | null, state: CompanyState): Refused | null {
  if (state.registeredOn !== null && from < state.registeredOn) {
    return refuse('company.authority-too-early', `The company is registered since ${state.registeredOn}.`, 'Begin on that day or later.', {
      pointer: '/from',
    });
  }
  if (to !== null && to <= from) {
    return refuse('company.authority-empty', 'The authority ends before it begins.', 'Give an end after its first day.', { pointer: '/to' });
  }
  const held = state.authorisedPeople[personId];
  if (held !== undefined && (held.to === null || from < held.to)) {
    return refuse('company.person-already-appointed', 'The person holds an authority that has not ended by then.', 'Remove the person first.');
  }
  return null;
}

/** Ends a human's authority; also after the company's end, so that access can always be taken back. */
export function decideRemoval(data: RemoveAuthorisedPerson['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  if (state.status === 'none') {
    return refuse('company.not-registered', 'There is no such company.', 'Register the company first.');
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', { day: state.registeredOn, what: 'the registration' });
  if (effective.kind === 'refused') return effective;
  const { personId } = data;
  const held = state.authorisedPeople[personId];
  if (held === undefined || (held.to !== null && held.to <= effective.day)) {
    return refuse('company.person-not-appointed', 'The person holds no authority that could end on that day.', 'Name a person who may act.', {
      pointer: '/personId',
    });
  }
  return accept([{ type: 'AuthorisedPersonRemoved', data: { effectiveOn: effective.day, companyId: facts.recordId, personId } }]);
}
