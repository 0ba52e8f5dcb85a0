import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { employeeRecord } from './record-type.js';
import { mergeClaims, mergedPair } from './merge-claim.js';
import { nobody } from './state.js';
import { citizenRegistered, died, employeeId, event, merged, residentRegistered, survivorId, travellerRegistered } from './testing/employee-examples.js';

const day = toIsoDate;
const rule = 'employee.residence-expiry';
const set = (on: string) => ({ set: [{ rule, day: day(on) }] });
const clear = { clear: [rule] };
const person = { effectiveOn: day('2026-04-26'), nationality: 'IND', sex: 'male', birthYear: 1994, reason: 'typing-error', correctedEventId: null } as const;

describe('deadlines of an employee', () => {
  it.each([
    ['an iqama', residentRegistered, set('2027-01-01')],
    ['a border number without last day', travellerRegistered, clear],
    [
      'a renewal',
      event('ResidenceDocumentChanged', { effectiveOn: day('2026-04-26'), residence: { document: 'iqama', expiresOn: day('2028-02-29') } }),
      set('2028-03-01'),
    ],
    ['a corrected last day', event('PersonCorrected', { ...person, residence: { document: 'iqama', expiresOn: day('2026-06-30') } }), set('2026-07-01')],
    ['a naturalisation', event('PersonCorrected', { ...person, nationality: 'SAU', residence: null }), clear],
    ['an expiry', event('ResidenceDocumentExpired', { effectiveOn: day('2027-01-01'), expiresOn: day('2026-12-31') }), clear],
    ['a death', died, { clear: 'all' }],
    ['a merge', merged, { clear: 'all' }],
    ['a citizen', citizenRegistered, null],
    ['weighting facts', event('WeightingFactsRecorded', { effectiveOn: day('2026-04-26') }), null],
  ])('after %s', (_, one, changes) => {
    expect(employeeRecord.deadlines(one)).toEqual(changes);
  });

  it('send a command that the record answers', () => {
    expect(employeeRecord.sweeps[rule]?.command).toBe('RecordResidenceExpiry');
    expect(employeeRecord.sweeps[rule]?.data(day('2027-01-01'))).toEqual({});
  });
});

describe('the claim of a merge', () => {
  it('is the same place for a pair of records, whichever is merged into the other', () => {
    const there = mergeClaims([merged]);
    const back = mergeClaims([{ type: 'RecordMerged', data: { effectiveOn: day('2026-04-01'), employeeId: survivorId, survivorId: employeeId } }]);
    expect(there).toEqual(back);
    expect(there).toHaveLength(1);
    expect(there[0]?.about).toMatch(/^[0-9a-f-]{36}$/);
    expect(mergeClaims([died])).toEqual([]);
  });

  it('is held for good by the one that was merged', () => {
    expect(mergedPair.ended({ ...nobody, status: 'merged' })).toBe(false);
    expect(mergedPair.ended({ ...nobody, status: 'registered' })).toBe(true);
  });
});
