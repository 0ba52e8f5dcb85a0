import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import type { MarkDeceased, MergeDuplicate, RecordWeightingFacts } from './commands.js';
import { nobody, type EmployeeState } from './state.js';
import {
  citizenRegistered,
  died,
  employee,
  employeeId,
  event,
  merged,
  noWeighting,
  residentRegistered,
  survivorId,
  today,
} from './testing/employee-examples.js';

const day = toIsoDate;
const on = (effectiveOn?: string) => (effectiveOn === undefined ? {} : { effectiveOn: day(effectiveOn) });

describe('recording weighting facts', () => {
  const record = (effectiveOn?: string): RecordWeightingFacts => ({
    type: 'RecordWeightingFacts',
    data: { weighting: { releasedPrisoner: true, student: false }, ...on(effectiveOn) },
  });
  const recorded = event('WeightingFactsRecorded', { effectiveOn: today }, { ...noWeighting, releasedPrisoner: true, student: false });

  it.each([
    ['once', [citizenRegistered]],
    ['again', [citizenRegistered, recorded]],
    ['for a resident', [residentRegistered]],
  ])('seals the whole set and opens nothing of it: %s', (_, given) => {
    expect(employee.given(given).when(record()).then([recorded])).toMatchObject({ weightingSince: today });
    expect(Object.keys(recorded.data).sort()).toEqual(['effectiveOn', 'employeeId']);
  });

  it.each([
    ['nobody', [], record(), 'employee.not-registered'],
    ['the dead', [citizenRegistered, died], record(), 'employee.deceased'],
    ['a merged duplicate', [citizenRegistered, merged], record(), 'employee.merged'],
    ['from tomorrow on', [citizenRegistered], record('2026-04-27'), 'employee.effective-in-future'],
    ['before the registration', [citizenRegistered], record('2025-01-14'), 'employee.effective-too-early'],
    ['before the facts in force', [citizenRegistered, recorded], record('2026-04-25'), 'employee.effective-too-early'],
  ])('is refused for %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('marking deceased', () => {
  const mark = (diedOn: string): MarkDeceased => ({ type: 'MarkDeceased', data: { diedOn: day(diedOn) } });

  it.each([
    ['today', today],
    ['earlier', '2026-02-01'],
    ['before the registration, reported late', '2024-12-31'],
    ['in the year of birth', '1994-01-01'],
  ])('records a death of %s', (_, diedOn) => {
    const state = employee.given([citizenRegistered]).when(mark(diedOn)).then([event('DeathRecorded', { effectiveOn: day(diedOn) })]);
    expect(state).toMatchObject({ status: 'deceased', deceasedOn: diedOn });
  });

  it.each([
    ['nobody', [], mark(today), 'employee.not-registered'],
    ['the dead', [citizenRegistered, died], mark(today), 'employee.already-deceased'],
    ['a merged duplicate', [citizenRegistered, merged], mark(today), 'employee.merged'],
    ['a day to come', [citizenRegistered], mark('2026-04-27'), 'employee.died-in-future'],
    ['a year before the birth', [citizenRegistered], mark('1993-12-31'), 'employee.died-before-birth'],
  ])('is refused for %s', (_, given, command, code) => {
    employee.given(given).when(command).thenRefused(code);
  });
});

describe('merging a duplicate', () => {
  const merge = (more: Partial<MergeDuplicate['data']> = {}): MergeDuplicate => ({ type: 'MergeDuplicate', data: { survivorId, ...more } });
  const aCitizen: EmployeeState = { ...nobody, status: 'registered', citizen: true, nationality: 'SAU' };
  const aResident: EmployeeState = { ...aCitizen, citizen: false, nationality: 'IND' };
  const theDead: EmployeeState = { ...aCitizen, status: 'deceased' };

  it.each([
    ['a citizen into a citizen', [citizenRegistered], aCitizen],
    ['a resident into a resident', [residentRegistered], aResident],
    ['a resident into the citizen he became', [residentRegistered], aCitizen],
    ['one into a dead one', [citizenRegistered], theDead],
    ['the dead into the dead', [citizenRegistered, died], theDead],
  ])('merges %s', (_, given, survivor) => {
    const state = employee.given(given).when(merge(), { survivor }).then([event('RecordMerged', { effectiveOn: today, survivorId })]);
    expect(state).toMatchObject({ status: 'merged', survivorId });
  });

  it.each([
    ['nobody', [], merge(), aCitizen, 'employee.not-registered'],
    ['one that was merged', [citizenRegistered, merged], merge(), aCitizen, 'employee.merged'],
    ['itself', [citizenRegistered], merge({ survivorId: employeeId }), aCitizen, 'employee.merge-with-itself'],
    ['one whom nobody knows', [citizenRegistered], merge(), nobody, 'employee.survivor-unknown'],
    ['one into a merged one', [citizenRegistered], merge(), { ...aCitizen, status: 'merged' as const }, 'employee.survivor-merged'],
    ['a citizen into a resident', [citizenRegistered], merge(), aResident, 'employee.survivor-of-another-kind'],
    ['the dead into the living', [citizenRegistered, died], merge(), aCitizen, 'employee.survivor-not-deceased'],
    ['from tomorrow on', [citizenRegistered], merge({ effectiveOn: day('2026-04-27') }), aCitizen, 'employee.effective-in-future'],
    ['before the registration', [citizenRegistered], merge({ effectiveOn: day('2025-01-14') }), aCitizen, 'employee.effective-too-early'],
  ])('is refused for %s', (_, given, command, survivor, code) => {
    employee.given(given).when(command, { survivor }).thenRefused(code);
  });
});
