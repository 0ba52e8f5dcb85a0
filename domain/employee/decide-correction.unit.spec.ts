import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { testId } from '../testing/test-facts.js';
import type { CorrectPerson } from './commands.js';
import {
  citizenRegistered,
  correction,
  died,
  employee,
  event,
  merged,
  residentRegistered,
  sealedPerson,
  today,
  travellerRegistered,
} from './testing/employee-examples.js';

const day = toIsoDate;
const correct = (more: Partial<CorrectPerson['data']> = {}): CorrectPerson => ({ type: 'CorrectPerson', data: { ...correction, ...more } });
const nationalId = { scheme: 'national-id' as const, value: '1000000008' };
const iqama = { scheme: 'iqama' as const, value: '2000000006' };
const border = { scheme: 'border-number' as const, value: '3000000000' };
const corrected = {
  effectiveOn: today,
  nationality: 'PAK',
  sex: 'male',
  birthYear: 1994,
  residence: { document: 'iqama', expiresOn: day('2026-12-31') },
  reason: 'official-document',
  correctedEventId: null,
} as const;
const naturalised = { nationality: 'SAU', identifiers: [nationalId, iqama], reason: 'naturalisation' as const };

describe('correcting a person', () => {
  it('replaces the whole set and keeps the last day of a document that stays', () => {
    const state = employee
      .given([residentRegistered])
      .when(correct({ corrects: testId('event') }))
      .then([event('PersonCorrected', { ...corrected, correctedEventId: testId('event') }, { ...sealedPerson, identifiers: [iqama] })]);
    expect(state).toMatchObject({ nationality: 'PAK', personSince: today, residence: { expiresOn: '2026-12-31', since: '2025-01-15' } });
  });

  it('corrects the last day of the residence document, which begins anew', () => {
    const expiresOn = day('2027-12-31');
    const state = employee
      .given([residentRegistered, event('ResidenceDocumentExpired', { effectiveOn: day('2027-01-01'), expiresOn: day('2026-12-31') })])
      .when(correct({ residenceExpiresOn: expiresOn }))
      .then([event('PersonCorrected', { ...corrected, residence: { document: 'iqama', expiresOn } }, { ...sealedPerson, identifiers: [iqama] })]);
    expect(state.residence).toEqual({ document: 'iqama', expiresOn, expired: false, since: today });
  });

  it('makes a resident a citizen, who keeps his former numbers', () => {
    const state = employee
      .given([residentRegistered])
      .when(correct(naturalised))
      .then([
        event(
          'PersonCorrected',
          { ...corrected, nationality: 'SAU', residence: null, reason: 'naturalisation' },
          { ...sealedPerson, identifiers: [nationalId, iqama] },
        ),
      ]);
    expect(state).toMatchObject({ citizen: true, nationality: 'SAU', residence: null });
  });

  it('makes one who was registered as a citizen by mistake a resident', () => {
    const state = employee
      .given([citizenRegistered])
      .when(correct({ residenceExpiresOn: day('2026-12-31') }))
      .then([event('PersonCorrected', corrected, { ...sealedPerson, identifiers: [iqama] })]);
    expect(state).toMatchObject({ citizen: false, residence: { document: 'iqama', expired: false } });
  });

  it('finds a traveller under his border number', () => {
    employee
      .given([travellerRegistered])
      .when(correct({ identifiers: [border] }))
      .then([
        event('PersonCorrected', { ...corrected, residence: { document: 'border-number', expiresOn: null } }, { ...sealedPerson, identifiers: [border] }),
      ]);
  });

  it('corrects the dead, too', () => {
    expect(employee.given([residentRegistered, died]).when(correct()).accepted().events).toHaveLength(1);
  });

  it('lets live again who was recorded as deceased wrongly, whose document is watched again', () => {
    const wrongly = correct({ reason: 'death-recorded-wrongly' });
    const events = [event('PersonCorrected', { ...corrected, reason: 'death-recorded-wrongly' }, { ...sealedPerson, identifiers: [iqama] })];
    expect(employee.given([residentRegistered, died]).when(wrongly).then(events)).toMatchObject({ status: 'registered', deceasedOn: null });
    const again = [residentRegistered, died, ...events];
    employee.given(again).when({ type: 'RecordResidenceExpiry', data: {} }, { today: '2027-01-01' }).accepted();
    employee.given(again).when({ type: 'MarkDeceased', data: { diedOn: day('2026-04-20') } }).accepted();
    employee.given([residentRegistered]).when(wrongly).thenRefused('employee.not-deceased', { pointer: '/reason' });
    // The death was wrong, and so was its day.
    const diedEarly = event('DeathRecorded', { effectiveOn: day('2024-12-01') });
    employee.given([residentRegistered, diedEarly]).when(correct({ reason: 'death-recorded-wrongly', birthDate: day('2024-12-02') })).accepted();
  });

  const correctedBefore = event('PersonCorrected', { ...corrected, effectiveOn: day('2026-04-10') });

  it.each([
    ['nobody', [], correct(), 'employee.not-registered'],
    ['a merged duplicate', [residentRegistered, merged], correct(), 'employee.merged'],
    ['a citizen without national id', [residentRegistered], correct({ nationality: 'SAU' }), 'employee.citizen-without-national-id'],
    ['a foreigner with national id', [residentRegistered], correct({ identifiers: [iqama, nationalId] }), 'employee.national-id-of-non-citizen'],
    ['a resident who stays one, by naturalisation', [residentRegistered], correct({ reason: 'naturalisation' }), 'employee.not-naturalised'],
    ['a citizen, by naturalisation', [citizenRegistered], correct(naturalised), 'employee.not-naturalised'],
    ['from tomorrow on', [residentRegistered], correct({ effectiveOn: day('2026-04-27') }), 'employee.effective-in-future'],
    ['before the registration', [residentRegistered], correct({ effectiveOn: day('2025-01-14') }), 'employee.effective-too-early'],
    ['before the last correction', [residentRegistered, correctedBefore], correct({ effectiveOn: day('2026-04-09') }), 'employee.effective-too-early'],
    ['born after the registration', [residentRegistered], correct({ birthDate: day('2025-01-16') }), 'employee.birth-date-too-late'],
    ['with a citizen’s residence', [residentRegistered], correct({ ...naturalised, residenceExpiresOn: day('2027-01-01') }), 'employee.citizen-has-no-residence'],
    ['with an iqama without last day', [travellerRegistered], correct(), 'employee.iqama-without-expiry'],
  ])('is refused for %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });

  it('is refused when he would be born after his death, without telling the birth date', () => {
    const diedEarly = event('DeathRecorded', { effectiveOn: day('2024-12-01') });
    employee.given([residentRegistered, diedEarly]).when(correct({ birthDate: day('2024-12-02') })).thenRefused('employee.birth-date-too-late');
    employee.given([residentRegistered, diedEarly]).when(correct({ birthDate: day('2024-12-01') })).accepted();
  });
});
