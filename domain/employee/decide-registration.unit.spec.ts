import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { registerCitizen, registerResident, type RegisterCitizen, type RegisterResident } from './commands.js';
import {
  citizen,
  citizenRegistered,
  employee,
  event,
  merged,
  noWeighting,
  resident,
  residentRegistered,
  sealedPerson,
  today,
} from './testing/employee-examples.js';

const day = toIsoDate;
const asCitizen = (more: Partial<RegisterCitizen['data']> = {}): RegisterCitizen => ({ type: 'RegisterCitizen', data: { ...citizen, ...more } });
const asResident = (more: Partial<RegisterResident['data']> = {}): RegisterResident => ({ type: 'RegisterResident', data: { ...resident, ...more } });
const nationalIds = [{ scheme: 'national-id', value: '1000000008' }];
const iqamas = [{ scheme: 'iqama', value: '2000000006' }];

describe('registering a citizen', () => {
  it('opens year, sex and nationality and seals the whole set, absent values as null', () => {
    const state = employee
      .given([])
      .when(asCitizen())
      .then([
        event(
          'CitizenRegistered',
          { effectiveOn: today, nationality: 'SAU', sex: 'female', birthYear: 1994 },
          { ...sealedPerson, identifiers: nationalIds, ...noWeighting },
        ),
      ]);
    expect(state).toMatchObject({ status: 'registered', citizen: true, nationality: 'SAU', birthYear: 1994, residence: null, registeredOn: today });
  });

  it('takes passport, contacts and weighting facts where they are told, and a day that has passed', () => {
    const more = { passport: { number: 'A1234567', issuedBy: 'SAU' }, mobile: '+966512345678', email: 's@example.com' };
    const effectiveOn = day('2020-02-29');
    employee
      .given([])
      .when(asCitizen({ ...more, weighting: { disability: true, ableToWork: true }, effectiveOn }))
      .then([
        event(
          'CitizenRegistered',
          { effectiveOn, nationality: 'SAU', sex: 'female', birthYear: 1994 },
          { ...sealedPerson, ...more, identifiers: nationalIds, ...noWeighting, disability: true, ableToWork: true },
        ),
      ]);
  });

  it.each([
    ['again', [citizenRegistered], asCitizen(), 'employee.already-registered'],
    ['as a merged duplicate', [citizenRegistered, merged], asCitizen(), 'employee.already-registered'],
    ['from tomorrow on', [], asCitizen({ effectiveOn: day('2026-04-27') }), 'employee.effective-in-future'],
    ['before his birth', [], asCitizen({ effectiveOn: day('1994-07-08') }), 'employee.birth-date-too-late'],
    ['born tomorrow', [], asCitizen({ birthDate: day('2026-04-27') }), 'employee.birth-date-too-late'],
  ])('is refused %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('registering a resident', () => {
  const open = { effectiveOn: today, nationality: 'IND', sex: 'male', birthYear: 1994 } as const;

  it('opens the kind of his document and its last day, and seals its number', () => {
    const state = employee
      .given([])
      .when(asResident())
      .then([
        event(
          'ResidentRegistered',
          { ...open, residence: { document: 'iqama', expiresOn: day('2026-12-31') } },
          { ...sealedPerson, identifiers: iqamas, ...noWeighting },
        ),
      ]);
    expect(state).toMatchObject({ status: 'registered', citizen: false, residence: { document: 'iqama', expired: false, since: today } });
  });

  it('takes a border number that has no last day', () => {
    employee
      .given([])
      .when(asResident({ document: { scheme: 'border-number', value: '3000000000' } }))
      .then([
        event(
          'ResidentRegistered',
          { ...open, residence: { document: 'border-number', expiresOn: null } },
          { ...sealedPerson, identifiers: [{ scheme: 'border-number', value: '3000000000' }], ...noWeighting },
        ),
      ]);
  });

  it('takes the border number he had before his iqama', () => {
    const decided = employee.given([]).when(asResident({ borderNumber: '3000000000' })).accepted();
    expect(decided.events[0]?.personal?.['employeeId']?.['identifiers']).toEqual([...iqamas, { scheme: 'border-number', value: '3000000000' }]);
  });

  it('takes a document that has expired: the clock records that', () => {
    employee.given([]).when(asResident({ document: { ...resident.document, expiresOn: day('2026-01-01') } })).accepted();
  });

  it.each([
    ['again', [residentRegistered], asResident(), 'employee.already-registered'],
    ['when registered as a citizen', [citizenRegistered], asResident(), 'employee.already-registered'],
    ['from tomorrow on', [], asResident({ effectiveOn: day('2026-04-27') }), 'employee.effective-in-future'],
    ['before his birth', [], asResident({ effectiveOn: day('1994-07-08') }), 'employee.birth-date-too-late'],
  ])('is refused %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('payloads of registrations', () => {
  it.each([
    ['a mistyped national id', registerCitizen, { ...citizen, nationalId: '1000000009' }, 'nationalId'],
    ['an iqama as national id', registerCitizen, { ...citizen, nationalId: '2000000006' }, 'nationalId'],
    ['a nationality of a citizen', registerCitizen, { ...citizen, nationality: 'SAU' }, ''],
    ['an ability without a disability', registerCitizen, { ...citizen, weighting: { ableToWork: true } }, 'weighting.ableToWork'],
    ['a Saudi as resident', registerResident, { ...resident, nationality: 'SAU' }, 'nationality'],
    ['an iqama without its last day', registerResident, { ...resident, document: { scheme: 'iqama', value: '2000000006' } }, 'document.expiresOn'],
    [
      'a second border number',
      registerResident,
      { ...resident, document: { scheme: 'border-number', value: '3000000000' }, borderNumber: '3000000001' },
      'borderNumber',
    ],
  ])('are refused with %s', (_, schema, payload, path) => {
    const parsed = schema.safeParse(payload);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  it('pass as the examples stand, digits in Arabic script included', () => {
    expect(registerCitizen.parse({ ...citizen, nationalId: '١٠٠٠٠٠٠٠٠٨' }).nationalId).toBe('1000000008');
    expect(registerResident.parse(resident)).toEqual(resident);
  });
});
