import { describe, expect, it } from 'vitest';
import { addDays, toIsoDate } from '../standards/calendar.js';
import type { BandOrNone } from './band.js';
import { afterWeek, methodOn, noWeeks, ratedWeeks, weekEnd, type MethodState } from './method.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';

const after = (...weeks: readonly (readonly [count: number, band: BandOrNone])[]): MethodState =>
  weeks.flatMap(([count, band]) => Array<BandOrNone>(count).fill(band)).reduce((state, band) => afterWeek(rules, state, band), noWeeks);

describe('the one-week method', () => {
  it.each<[string, readonly (readonly [number, BandOrNone])[], boolean]>([
    ['is not earned by twelve green weeks', [[12, 'LOW_GREEN']], false],
    ['is earned by thirteen', [[13, 'LOW_GREEN']], true],
    ['is not earned by thirteen that a red one parts', [[7, 'PLATINUM'], [1, 'RED'], [6, 'PLATINUM']], false],
    ['is not earned across a week without a band', [[7, 'PLATINUM'], [1, 'NOT_RATED'], [6, 'PLATINUM']], false],
    ['stays through seven red weeks', [[13, 'LOW_GREEN'], [7, 'RED']], true],
    ['is lost by eight', [[13, 'LOW_GREEN'], [8, 'RED']], false],
    ['stays through eleven scattered red weeks', [[13, 'LOW_GREEN'], [7, 'RED'], [1, 'LOW_GREEN'], [4, 'RED'], [1, 'LOW_GREEN']], true],
    ['is lost by twelve', [[13, 'LOW_GREEN'], [7, 'RED'], [1, 'LOW_GREEN'], [5, 'RED']], false],
    ['forgets red weeks older than 52', [[13, 'LOW_GREEN'], [6, 'RED'], [50, 'LOW_GREEN'], [6, 'RED']], true],
    ['is earned anew by thirteen green weeks', [[13, 'LOW_GREEN'], [8, 'RED'], [13, 'MEDIUM_GREEN']], true],
    ['once earned anew, is not lost by red weeks of before', [[13, 'LOW_GREEN'], [8, 'RED'], [13, 'MEDIUM_GREEN'], [4, 'RED']], true],
  ])('%s', (_what, weeks, earned) => expect(after(...weeks).earned).toBe(earned));

  it('judges small and young entities whatever their weeks', () => {
    const day = toIsoDate('2026-10-31');
    const method = (small: boolean, weeksOld: number, days = 0) => methodOn(rules, noWeeks, day, { small, oldest: addDays(day, -7 * weeksOld - days) });
    expect([method(true, 100), method(false, 13), method(false, 13, 1)]).toEqual(['immediate', 'immediate', 'average26']);
    expect(methodOn(rules, noWeeks, day, { small: false, oldest: null })).toBe('average26');
  });
});

it('weeks run from Sunday to Saturday, and are rated from the rule set’s first day on', () => {
  expect(weekEnd(rules, toIsoDate('2026-04-26'))).toBe('2026-05-02');
  expect(weekEnd(rules, toIsoDate('2026-05-02'))).toBe('2026-05-02');
  expect([...ratedWeeks(rules, toIsoDate('2026-05-16'))]).toEqual(['2026-05-02', '2026-05-09']);
  expect([...ratedWeeks(rules, toIsoDate('2026-04-30'))]).toEqual([]);
  const monday = { ...rules, window: { ...rules.window, weekBegins: 1 } };
  expect(weekEnd(monday, toIsoDate('2026-05-03'))).toBe('2026-05-03');
});
