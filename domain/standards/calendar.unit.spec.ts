import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  compareDates,
  dayOf,
  dayOfWeek,
  daysBetween,
  earliest,
  fromEpochDay,
  isIsoDate,
  isoDate,
  lastDayOfTerm,
  latest,
  monthsBetween,
  startOfDay,
  untilNextDay,
  startOfWeek,
  toEpochDay,
  toIsoDate,
  yearsAndDaysBetween,
  yearsBetween,
} from './calendar.js';
import type { IsoDate } from './calendar.js';

const first = Date.UTC(1900, 0, 1) / 86_400_000;
const last = Date.UTC(2200, 11, 31) / 86_400_000;
const dates: fc.Arbitrary<IsoDate> = fc.integer({ min: first, max: last }).map(fromEpochDay);
const d = toIsoDate;

describe('isoDate', () => {
  it.each(['1900-01-01', '2000-02-29', '2024-02-29', '2200-12-31'])('accepts %s', (text) => {
    expect(isoDate.parse(text)).toBe(text);
  });
  it.each([
    '1899-12-31', '2201-01-01', '2023-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-04-00',
    '2026-4-1', '2026-04-01T00:00', ' 2026-04-01', '2026/04/01', '٢٠٢٦-٠٤-٠١', '', '2026-04-1x', '+026-04-01',
  ])('refuses %j', (text) => {
    expect(isIsoDate(text)).toBe(false);
    expect(isoDate.safeParse(text).success).toBe(false);
    expect(() => toIsoDate(text)).toThrow(RangeError);
  });
});

describe('calendar arithmetic', () => {
  it('agrees with the proleptic Gregorian calendar of the runtime on every day of 1900 to 2200', () => {
    for (let day = first; day <= last; day++) {
      const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const date = fromEpochDay(day);
      if (date !== expected || toEpochDay(date) !== day || !isIsoDate(date)) expect(date).toBe(expected);
    }
  });

  it('adding days and counting them are inverse, and order is the order of text', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
        expect(compareDates(a, b)).toBe(Math.sign(daysBetween(b, a)));
        expect([earliest(a, b), latest(a, b)]).toEqual(a <= b ? [a, b] : [b, a]);
      }),
    );
  });

  it('counts whole months and years: the anniversary reached, the next one not', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        const months = monthsBetween(a, b);
        expect(addMonths(a, months) <= b && b < addMonths(a, months + 1)).toBe(true);
        const { years, days } = yearsAndDaysBetween(a, b);
        expect(years).toBe(yearsBetween(a, b));
        expect(addDays(addYears(a, years), days)).toBe(b);
        expect(days >= 0 && b < addYears(a, years + 1)).toBe(true);
      }),
    );
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -13, '2024-12-15'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(addMonths(d(from), months)).toBe(to);
  });

  it('ends a term the day before the next begins', () => {
    expect(lastDayOfTerm(d('2026-03-01'), 12)).toBe('2027-02-28');
    expect(lastDayOfTerm(d('2026-01-01'), 3)).toBe('2026-03-31');
  });

  it('refuses parts of days and years that no date has', () => {
    expect(() => addDays(d('2026-01-01'), 0.5)).toThrow(RangeError);
    expect(() => addMonths(d('2026-01-01'), 1.5)).toThrow(RangeError);
    expect(() => addYears(d('2026-01-01'), 8_000)).toThrow(RangeError);
    expect(addYears(d('2200-12-31'), 100)).toBe('2300-12-31');
  });
});

describe('days in Riyadh', () => {
  it.each([
    ['2026-04-25T20:59:59.999Z', '2026-04-25'],
    ['2026-04-25T21:00:00Z', '2026-04-26'],
    ['2026-04-26T00:00:00+03:00', '2026-04-26'],
    ['1969-12-31T20:00:00Z', '1969-12-31'],
    ['2026-12-31T21:00Z', '2027-01-01'],
  ])('%s falls on %s', (instant, day) => {
    expect(dayOf(instant)).toBe(day);
    expect(dayOf(new Date(instant))).toBe(day);
  });

  it.each(['2026-04-26', '2026-04-26T00:00:00', 'yesterday', '2026-99-26T00:00:00Z'])('refuses %j, which is no instant', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError);
  });

  it('refuses an invalid Date', () => {
    expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('begins each day at the first instant that falls on it', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(dayOf(startOfDay(date))).toBe(date);
        expect(dayOf(new Date(startOfDay(date).getTime() - 1))).toBe(addDays(date, -1));
        expect(untilNextDay(startOfDay(date))).toBe(86_400_000);
        expect(untilNextDay(new Date(startOfDay(date).getTime() - 1))).toBe(1);
      }),
    );
  });

  it('begins the week on Sunday', () => {
    expect(dayOfWeek(d('2026-04-26'))).toBe(0);
    fc.assert(
      fc.property(dates, (date) => {
        expect(dayOfWeek(date)).toBe(new Date(`${date}T00:00:00Z`).getUTCDay());
        expect(dayOfWeek(startOfWeek(date))).toBe(0);
        expect(daysBetween(startOfWeek(date), date)).toBe(dayOfWeek(date));
      }),
    );
  });
});
