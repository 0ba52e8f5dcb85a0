import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { effectiveDay, reportedDay } from './effective-day.js';

const today = toIsoDate('2026-04-26');
const since = { day: toIsoDate('2026-04-01'), what: 'the registration' };

describe('day of effect', () => {
  it.each([
    ['today when none is asked for', undefined, since, today],
    ['today itself', '2026-04-26', since, today],
    ['the first day that the record can hold', '2026-04-01', since, '2026-04-01'],
    ['any earlier day of a record without a beginning', '1999-12-31', { day: null, what: 'nothing' }, '1999-12-31'],
  ])('is %s', (_, asked, bound, day) => {
    expect(effectiveDay(asked === undefined ? undefined : toIsoDate(asked), today, 'company', bound)).toEqual({ kind: 'day', day });
  });

  it.each([
    ['tomorrow', '2026-04-27', since, 'company.effective-in-future'],
    ['the day before the record can hold it', '2026-03-31', since, 'company.effective-too-early'],
    ['today, when the record begins later', undefined, { day: toIsoDate('2026-05-01'), what: 'the registration' }, 'company.effective-too-early'],
  ])('is not %s', (_, asked, bound, code) => {
    const refused = effectiveDay(asked === undefined ? undefined : toIsoDate(asked), today, 'company', bound);
    expect(refused).toMatchObject({ kind: 'refused', code, pointer: '/effectiveOn' });
  });
});

describe('day of effect of a step', () => {
  const step = toIsoDate('2025-05-01');

  it.each([
    ['the day of the step it follows', '2025-05-01', step],
    ['a year ago, where nothing went before', '2025-04-25', null],
    ['today when none is asked for', undefined, step],
  ])('is %s', (_, asked, after) => {
    const named = asked === undefined ? undefined : toIsoDate(asked);
    expect(reportedDay('visa', named, today, after)).toEqual({ kind: 'day', day: named ?? today });
  });

  it.each([
    ['tomorrow', '2026-04-27', step, 'visa.effective-in-future'],
    ['before the step it follows', '2025-04-30', step, 'visa.effective-too-early'],
    ['further back than a year', '2025-04-24', null, 'visa.reported-too-late'],
    ['further back than a year, though the step it follows was so', '2025-04-24', toIsoDate('2025-04-01'), 'visa.reported-too-late'],
  ])('is not %s', (_, asked, after, code) => {
    expect(reportedDay('visa', toIsoDate(asked), today, after, '/paidOn')).toMatchObject({ kind: 'refused', code, pointer: '/paidOn' });
  });

  it('is never a day on which there were no rules', () => {
    expect(reportedDay('visa', toIsoDate('2017-12-31'), toIsoDate('2018-02-01'))).toMatchObject({ code: 'visa.reported-too-late' });
  });
});
