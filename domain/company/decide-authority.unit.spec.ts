import { describe, expect, it } from 'vitest';
import { nobody, type EmployeeState } from '../employee/state.js';
import { addDays, toIsoDate } from '../standards/calendar.js';
import { testId } from '../testing/test-facts.js';
import type { AppointAuthorisedPerson, RemoveAuthorisedPerson } from './commands.js';
import { isAuthorised } from './state.js';
import { closed, company, event, humanName, humanNumbers, personId, registered, sealedHuman, suspended, today } from './testing/company-examples.js';

const day = toIsoDate;
const scopes: AppointAuthorisedPerson['data']['scopes'] = ['contracts', 'visas'];
const appoint = (more: Partial<AppointAuthorisedPerson['data']> = {}): AppointAuthorisedPerson => ({
  type: 'AppointAuthorisedPerson',
  data: { identifiers: humanNumbers, name: humanName, scopes, ...more },
});
const span = (from: string, to: string | null) => ({ personId, employeeId: null, scopes, from: day(from), to: to === null ? null : day(to) });
const appointed = event('AuthorisedPersonAppointed', { effectiveOn: day('2026-01-01'), ...span('2026-01-01', null) });
const appointedForAWhile = event('AuthorisedPersonAppointed', { effectiveOn: day('2026-01-01'), ...span('2026-01-01', '2026-04-20') });
const appointedAhead = event('AuthorisedPersonAppointed', { effectiveOn: day('2026-04-01'), ...span('2026-06-01', null) });
const removed = event('AuthorisedPersonRemoved', { effectiveOn: day('2026-04-01'), personId });

describe('appointing an authorised person', () => {
  it.each([
    ['active', [registered]],
    ['suspended', [registered, suspended]],
  ])('lets him act for a company that is %s', (_, given) => {
    const state = company
      .given(given)
      .when(appoint())
      .then([{ ...event('AuthorisedPersonAppointed', { effectiveOn: today, ...span(today, null) }), personal: { personId: sealedHuman } }]);
    expect(state.authorisedPeople[personId]).toEqual({ from: today, to: null, scopes });
  });

  it('may begin ahead; the appointment itself takes effect today', () => {
    const state = company
      .given([registered])
      .when(appoint({ from: day('2026-06-01'), to: day('2026-07-01') }))
      .then([
        { ...event('AuthorisedPersonAppointed', { effectiveOn: today, ...span('2026-06-01', '2026-07-01') }), personal: { personId: sealedHuman } },
      ]);
    const days = ['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((one) => isAuthorised(state.authorisedPeople[personId], day(one)));
    expect(days).toEqual([false, true, true, false]);
  });

  it.each([
    ['after his authority ran out', [registered, appointedForAWhile], '2026-04-20'],
    ['after he was removed', [registered, appointed, removed], '2026-04-01'],
  ])('appoints him again %s', (_, given, from) => {
    company
      .given(given)
      .when(appoint({ from: day(from) }))
      .then([{ ...event('AuthorisedPersonAppointed', { effectiveOn: day(from), ...span(from, null) }), personal: { personId: sealedHuman } }]);
  });

  it('may name his employee record', () => {
    const employee: EmployeeState = { ...nobody, status: 'registered' };
    const data = { effectiveOn: today, ...span(today, null), employeeId: personId };
    company
      .given([registered])
      .when(appoint({ employeeId: personId }), { employee })
      .then([{ ...event('AuthorisedPersonAppointed', data), personal: { personId: sealedHuman } }]);
  });

  it.each([
    ['for no company', [], appoint(), 'company.not-registered'],
    ['for a closed company', [registered, closed], appoint(), 'company.closed'],
    ['while he may act', [registered, appointed], appoint(), 'company.person-already-appointed'],
    ['on a day on which he may still act', [registered, appointedForAWhile], appoint({ from: day('2026-04-19') }), 'company.person-already-appointed'],
    ['before an authority that lies ahead', [registered, appointedAhead], appoint(), 'company.person-already-appointed'],
    ['for no day at all', [registered], appoint({ to: today }), 'company.authority-empty'],
    ['before the registration', [registered], appoint({ from: day('2025-01-14') }), 'company.authority-too-early'],
  ])('is refused %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });

  it.each([
    ['there is none', nobody, personId, 'company.employee-unknown'],
    ['it was merged', { ...nobody, status: 'merged' as const }, personId, 'company.employee-merged'],
    ['he is dead', { ...nobody, status: 'deceased' as const }, personId, 'company.employee-deceased'],
    ['it is of another', { ...nobody, status: 'registered' as const }, testId('another'), 'company.employee-is-another'],
  ])('is refused with an employee record when %s', (_, employee, employeeId, code) => {
    company.given([registered]).when(appoint({ employeeId }), { employee }).thenRefused(code, { pointer: '/employeeId' });
  });

  it('needs the human to have been looked up', () => {
    expect(() => company.given([registered]).when(appoint(), { people: {} })).toThrow('looked up');
  });
});

describe('removing an authorised person', () => {
  const remove = (effectiveOn?: string): RemoveAuthorisedPerson => ({
    type: 'RemoveAuthorisedPerson',
    data: { personId, ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
  });
  const removedToday = event('AuthorisedPersonRemoved', { effectiveOn: today, personId });

  it.each([
    ['of a company', [registered, appointed]],
    ['of a closed company, too', [registered, appointed, closed]],
  ])('ends his authority that very day: one %s', (_, given) => {
    const state = company.given(given).when(remove()).then([removedToday]);
    expect(isAuthorised(state.authorisedPeople[personId], today)).toBe(false);
    expect(isAuthorised(state.authorisedPeople[personId], addDays(today, -1))).toBe(true);
  });

  it('takes back an authority before it begins', () => {
    const state = company.given([registered, appointedAhead]).when(remove()).then([removedToday]);
    expect(['2026-05-01', '2026-06-01', '2027-01-01'].some((one) => isAuthorised(state.authorisedPeople[personId], day(one)))).toBe(false);
  });

  it.each([
    ['of no company', [], remove(), 'company.not-registered'],
    ['who was never appointed', [registered], remove(), 'company.person-not-appointed'],
    ['who was removed', [registered, appointed, removed], remove(), 'company.person-not-appointed'],
    ['whose authority ran out', [registered, appointedForAWhile], remove('2026-04-20'), 'company.person-not-appointed'],
    ['from tomorrow on', [registered, appointed], remove('2026-04-27'), 'company.effective-in-future'],
    ['before the registration', [registered, appointed], remove('2025-01-14'), 'company.effective-too-early'],
  ])('is refused for one %s', (_, given, command, code) => {
    company.given(given).when(command).thenRefused(code);
  });
});
