import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromEpochDay, toIsoDate } from './calendar.js';
import { firstDayOf, isoMonth, lastDayOf, monthOfDay, toIsoMonth } from './month.js';

describe('a month', () => {
  it.each(['2026-05', '1900-01', '2200-12'])('is %s', (text) => expect(isoMonth.parse(text)).toBe(text));

  it.each(['2026-5', '2026-13', '2026-00', '1899-12', '2026-05-01', '2026', ' 2026-05', ''])('is not “%s”', (text) => {
    expect(isoMonth.safeParse(text).success).toBe(false);
    expect(() => toIsoMonth(text)).toThrow(RangeError);
  });

  it('has a first and a last day, also in a leap year', () => {
    expect([firstDayOf(toIsoMonth('2024-02')), lastDayOf(toIsoMonth('2024-02'))]).toEqual(['2024-02-01', '2024-02-29']);
    expect(lastDayOf(toIsoMonth('2026-12'))).toBe('2026-12-31');
  });

  it('holds exactly its days', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }).map(fromEpochDay), (day) => {
        const month = monthOfDay(day);
        expect(firstDayOf(month) <= day && day <= lastDayOf(month)).toBe(true);
        expect(monthOfDay(addDays(firstDayOf(month), -1))).not.toBe(month);
        expect(monthOfDay(addDays(lastDayOf(month), 1))).not.toBe(month);
      }),
      { examples: [[toIsoDate('2026-01-31')]] },
    );
  });
});
