import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { effectiveDay } from './effective-day.js';

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
