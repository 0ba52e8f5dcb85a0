import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { ChangeResidenceDocument } from './commands.js';
import { citizenRegistered, died, employee, event, merged, residentRegistered, today, travellerRegistered } from './testing/employee-examples.js';

const day = toIsoDate;
const iqamaUntil = (expiresOn: string) => ({ scheme: 'iqama' as const, value: '2000000006', expiresOn: day(expiresOn) });
const border = { scheme: 'border-number' as const, value: '3000000000' };
const change = (document: ChangeResidenceDocument['data']['document'], effectiveOn?: string): ChangeResidenceDocument => ({
  type: 'ChangeResidenceDocument',
  data: { document, ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
});
const changed = (document: 'iqama' | 'border-number', expiresOn: string | null, effectiveOn: string = today) => ({
  effectiveOn: day(effectiveOn),
  residence: { document, expiresOn: expiresOn === null ? null : day(expiresOn) },
});
const expiry = { type: 'RecordResidenceExpiry', data: {} } as const;
const expired = event('ResidenceDocumentExpired', { effectiveOn: day('2027-01-01'), expiresOn: day('2026-12-31') });

describe('changing the residence document', () => {
  it('records the iqama that follows a border number', () => {
    const state = employee
      .given([travellerRegistered])
      .when(change(iqamaUntil('2027-04-25')))
      .then([event('ResidenceDocumentChanged', changed('iqama', '2027-04-25'), { identifier: { scheme: 'iqama', value: '2000000006' } })]);
    expect(state.residence).toEqual({ document: 'iqama', expiresOn: '2027-04-25', expired: false, since: today });
  });

  it('renews an iqama, reported late', () => {
    employee
      .given([residentRegistered])
      .when(change(iqamaUntil('2027-12-31'), '2026-04-01'))
      .then([event('ResidenceDocumentChanged', changed('iqama', '2027-12-31', '2026-04-01'), { identifier: { scheme: 'iqama', value: '2000000006' } })]);
  });

  it('renews an iqama that has expired', () => {
    const state = employee
      .given([residentRegistered, expired])
      .when(change(iqamaUntil('2028-01-15')), { today: '2027-01-15' })
      .then([
        event('ResidenceDocumentChanged', changed('iqama', '2028-01-15', '2027-01-15'), { identifier: { scheme: 'iqama', value: '2000000006' } }),
      ]);
    expect(state.residence?.expired).toBe(false);
  });

  it('records the new border number of one who came back after his iqama', () => {
    employee
      .given([residentRegistered, expired])
      .when(change(border), { today: '2027-01-15' })
      .then([event('ResidenceDocumentChanged', changed('border-number', null, '2027-01-15'), { identifier: border })]);
  });

  const renewed = event('ResidenceDocumentChanged', changed('iqama', '2027-12-31', '2026-04-01'));

  it.each([
    ['nobody', [], change(border), 'employee.not-registered'],
    ['a merged duplicate', [residentRegistered, merged], change(border), 'employee.merged'],
    ['the dead', [residentRegistered, died], change(border), 'employee.deceased'],
    ['a citizen', [citizenRegistered], change(border), 'employee.citizen-has-no-residence'],
    ['from tomorrow on', [residentRegistered], change(iqamaUntil('2027-12-31'), '2026-04-27'), 'employee.effective-in-future'],
    ['before the registration', [residentRegistered], change(iqamaUntil('2027-12-31'), '2025-01-14'), 'employee.effective-too-early'],
    ['before the last renewal', [residentRegistered, renewed], change(iqamaUntil('2028-12-31'), '2026-03-31'), 'employee.effective-too-early'],
    ['a document that expired', [residentRegistered], change(iqamaUntil('2026-04-25')), 'employee.document-already-expired'],
    ['the same iqama', [residentRegistered], change(iqamaUntil('2026-12-31')), 'employee.residence-unchanged'],
    ['the same kind of border number', [travellerRegistered], change(border), 'employee.residence-unchanged'],
    ['a border number under a valid iqama', [residentRegistered], change(border), 'employee.iqama-still-valid'],
  ])('is refused for %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('the expiry of a residence document', () => {
  it.each(['2027-01-01', '2027-03-20'])('is recorded for the day after the last, also when the clock looks on %s', (now) => {
    const state = employee.given([residentRegistered]).when(expiry, { today: now }).then([expired]);
    expect(state.residence).toMatchObject({ expired: true, expiresOn: '2026-12-31' });
  });

  it.each([
    ['on the last valid day', [residentRegistered], '2026-12-31'],
    ['a second time', [residentRegistered, expired], '2027-01-02'],
    ['after a renewal', [residentRegistered, event('ResidenceDocumentChanged', changed('iqama', '2027-12-31'))], '2027-01-01'],
    ['of a document without last day', [travellerRegistered], '2030-01-01'],
    ['of a citizen', [citizenRegistered], '2030-01-01'],
    ['of the dead', [residentRegistered, died], '2027-01-01'],
    ['of a merged duplicate', [residentRegistered, merged], '2027-01-01'],
    ['of nobody', [], '2027-01-01'],
  ])('is not recorded %s', (_, given, now) => {
    employee.given(given).when(expiry, { today: now }).thenNothing();
  });
});
