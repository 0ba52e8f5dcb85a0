import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nitaqat2026 } from '../saudization/nitaqat-2026.js';
import { addDays, dayOfWeek, daysBetween, toIsoDate } from '../standards/calendar.js';
import { firstWeekOf, lastWeekBefore } from './closed-weeks.js';

const rulesOn = () => nitaqat2026;

describe('weeks that are to be closed', () => {
  it.each([
    ['2025-01-15', '2026-05-02'],
    ['2026-04-26', '2026-05-02'],
    ['2026-05-02', '2026-05-02'],
    ['2026-05-03', '2026-05-09'],
  ])('of a ledger founded on %s begin with that which ends on %s', (founded, first) => {
    expect(firstWeekOf(rulesOn, toIsoDate(founded))).toBe(first);
  });

  it('are those that ended before the day: never one of the day itself, and never one a week old', () => {
    const first = toIsoDate('2026-05-02');
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 800 }), (days) => {
        const day = addDays(first, days);
        const last = lastWeekBefore(first, day);
        if (days <= 0) return last === null;
        return last !== null && last < day && daysBetween(last, day) <= 7 && dayOfWeek(last) === dayOfWeek(first);
      }),
    );
  });
});
