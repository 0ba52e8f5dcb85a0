import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { RecordAccreditation, WithdrawAccreditation } from './commands.js';
import { weightingInput } from './commands.js';
import { citizenRegistered, died, employee, event, merged, residentRegistered, today } from './testing/employee-examples.js';

const day = toIsoDate;
const number = { accreditationNumber: 'RX-1' };
const until = (validTo: string | null) => (validTo === null ? {} : { validTo: day(validTo) });
const accredited = (validFrom: string, validTo: string | null, effectiveOn = validFrom) =>
  event('AccreditationRecorded', { effectiveOn: day(effectiveOn), body: 'SOCPA', validFrom: day(validFrom), validTo: validTo === null ? null : day(validTo), educationLevel: 6 }, number);

describe('recording an accreditation', () => {
  const record = (validFrom: string, validTo: string | null = null): RecordAccreditation => ({
    type: 'RecordAccreditation',
    data: { body: 'SOCPA', ...number, validFrom: day(validFrom), educationLevel: 6, ...until(validTo) },
  });

  it.each([
    ['a citizen', citizenRegistered],
    ['a resident', residentRegistered],
  ])('seals its number and opens body, days and education: of %s', (_, registered) => {
    const state = employee.given([registered]).when(record('2026-01-01', '2026-12-31')).then([accredited('2026-01-01', '2026-12-31')]);
    expect(state.accreditations).toEqual([{ body: 'SOCPA', validFrom: '2026-01-01', validTo: '2026-12-31', educationLevel: 6 }]);
  });

  it('takes effect today where its first day lies ahead', () => {
    employee.given([citizenRegistered]).when(record('2026-06-01')).then([accredited('2026-06-01', null, today)]);
  });

  it('replaces the one of the same first day, and stands beside others', () => {
    const given = [citizenRegistered, accredited('2025-01-01', '2025-12-31'), accredited('2026-01-01', '2026-12-31')];
    const state = employee.given(given).when(record('2026-01-01', '2026-06-30')).then([accredited('2026-01-01', '2026-06-30')]);
    expect(state.accreditations.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2025-01-01', '2025-12-31'],
      ['2026-01-01', '2026-06-30'],
    ]);
  });

  it.each([
    ['nobody', [], record('2026-01-01'), 'employee.not-registered'],
    ['the dead', [citizenRegistered, died], record('2026-01-01'), 'employee.deceased'],
    ['a merged duplicate', [citizenRegistered, merged], record('2026-01-01'), 'employee.merged'],
    ['no day', [citizenRegistered], record('2026-01-01', '2025-12-31'), 'employee.accreditation-empty'],
    ['a first day before the birth', [citizenRegistered], record('1993-12-31'), 'employee.accredited-before-birth'],
  ])('is refused for %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('withdrawing an accreditation', () => {
  const withdraw = (effectiveOn?: string, body: WithdrawAccreditation['data']['body'] = 'SOCPA'): WithdrawAccreditation => ({
    type: 'WithdrawAccreditation',
    data: { body, reason: 'revoked', ...(effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) }) },
  });
  const withdrawn = (effectiveOn: string) => event('AccreditationWithdrawn', { effectiveOn: day(effectiveOn), body: 'SOCPA', reason: 'revoked' });
  const given = [citizenRegistered, accredited('2025-01-01', '2025-12-31'), accredited('2026-01-01', '2026-12-31')];

  it.each([
    ['leaves the days before', '2026-04-01', [['2025-01-01', '2025-12-31'], ['2026-01-01', '2026-03-31']]],
    ['takes back what begins on the day or later', '2025-06-01', [['2025-01-01', '2025-05-31']]],
    ['takes all back that never was', '2025-01-01', []],
  ])('%s', (_, from, left) => {
    const state = employee.given(given).when(withdraw(from)).then([withdrawn(from)]);
    expect(state.accreditations.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual(left);
  });

  it('holds from today unless said, also of somebody who died since', () => {
    employee.given([...given, died]).when(withdraw()).then([withdrawn(today)]);
  });

  it.each([
    ['nobody', [], withdraw(), 'employee.not-registered'],
    ['a merged duplicate', [...given, merged], withdraw(), 'employee.merged'],
    ['another body', given, withdraw(undefined, 'SCE'), 'employee.not-accredited'],
    ['one that had ended', given.slice(0, 2), withdraw('2026-01-01'), 'employee.not-accredited'],
    ['one that is withdrawn', [...given, withdrawn('2026-04-01')], withdraw('2026-04-01'), 'employee.not-accredited'],
    ['a day ahead', given, withdraw('2026-04-27'), 'employee.effective-in-future'],
  ])('is refused for %s', (_, before, command, code) => {
    employee.given(before).when(command).thenRefused(code);
  });
});

describe('the last day of studies', () => {
  it.each([
    ['of a student', { student: true, studentUntil: '2027-06-30' }, true],
    ['of one who is none', { student: false, studentUntil: '2027-06-30' }, false],
    ['of one of whom it is not told', { studentUntil: '2027-06-30' }, false],
    ['that is not known', { studentUntil: null }, true],
  ])('%s', (_, facts, taken) => expect(weightingInput.safeParse(facts).success).toBe(taken));
});
