import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate, type IsoDate } from '../standards/calendar.js';
import { weeksFromFacts } from './assess.js';
import { countEntityDays } from './entity-days.js';
import { explain, type ExplainedEntity } from './explain.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, several, someWorkers, worker } from './testing/some-workers.js';
import type { Worker } from './worker.js';

const old = toIsoDate('2020-01-01');
const saturday = toIsoDate('2026-10-31');

function entity(workers: readonly Worker[], day: IsoDate, { activity = '430', opened = old } = {}): ExplainedEntity {
  const days = countEntityDays(rules, { activity, opened: [opened], mowaamah: [], workers });
  const assessed = { activity, days, oldest: opened };
  return { ...assessed, workers, weeks: [...weeksFromFacts(rules, assessed, day)] };
}
const explained = (workers: readonly Worker[], day = saturday, more: { activity?: string; opened?: IsoDate } = {}) => explain(rules, entity(workers, day, more), day);

describe('an explanation, by hand', () => {
  it('of a contractor with 80 expatriates, 18 Saudis and three who were in prison', () => {
    // 21 Saudi heads: 10 % are 2 prisoners at 2, the third by wage: 18 + 4 + 1 = 23 of 103 = 22.33 %. Curve 450 at x = 101 in 2026: high green from 17.50, platinum from 22.50.
    const prisoners = several(3, 'p', { categories: ['released-prisoner'] });
    const found = explained([...several(18, 's'), ...prisoners, ...several(80, 'x', expat)], saturday, { activity: '450' });
    expect(found).toMatchObject({
      ruleSet: { name: 'nitaqat-2026', version: '1' },
      x: 101,
      saudis: 23,
      expats: 80,
      band: 'HIGH_GREEN',
      reason: null,
      curve: { LOW_GREEN: { m: -0.37, c: 14.17 }, PLATINUM: { m: 0, c: 22.5 } },
      thresholds: { HIGH_GREEN: 17.5, PLATINUM: 22.5 },
      today: {
        x: 101,
        caps: [
          { rules: ['released-prisoner'], joint: false, percent: 10, room: 2, heads: 3 },
          { joint: true, percent: 15, room: 3, heads: 2 },
        ],
        rules: [
          { rule: 'expat', side: 'expat', heads: 80, weight: 80 },
          { rule: 'released-prisoner', side: 'saudi', heads: 2, weight: 4 },
          { rule: 'released-prisoner-beyond-cap', side: 'saudi', heads: 1, weight: 1 },
          { rule: 'saudi', side: 'saudi', heads: 18, weight: 18 },
        ],
      },
    });
    expect(found.ratio).toBeCloseTo(2300 / 103, 10);
    expect(found.today.workers.slice(18, 21)).toEqual([
      { ref: 'p-0', weight: 2, side: 'saudi', rule: 'released-prisoner' },
      { ref: 'p-1', weight: 2, side: 'saudi', rule: 'released-prisoner' },
      { ref: 'p-2', weight: 1, side: 'saudi', rule: 'released-prisoner-beyond-cap' },
    ]);
    // Above: (23 + 1) / (103 + 1) = 23.08 %: one. Below 17.50 %: (23 - 7) / 96 = 16.67 %, and (23 - 6) / 97 = 17.53 % is not: seven.
    expect(found.above).toEqual({ band: 'PLATINUM', ratio: expect.closeTo(22.5 - 2300 / 103, 10) as number, heads: 1 });
    expect(found.below).toEqual({ band: 'MEDIUM_GREEN', ratio: expect.closeTo(2300 / 103 - 17.5, 10) as number, heads: 7 });
  });

  it('of an average: 26 weeks of days, and what they sum to', () => {
    // 10 of 100 for 91 days, then 50 of 140 for 91, on curve 480: red, and never green.
    const found = explained([...several(10, 's'), ...several(90, 'x', expat), ...several(40, 'n', { from: toIsoDate('2026-08-02') })], saturday, { activity: '480' });
    expect(found).toMatchObject({ band: 'RED', ratio: 25, below: null, method: { method: 'average26', reason: 'not-yet-earned', weeks: [] } });
    expect(found.window).toEqual({ first: '2026-05-03', last: '2026-10-31', days: 182, x: 91 * 240, saudis: 91 * 60, expats: 91 * 180 });
    // 30 + k of 120 + k against 2.60 · ln(120 + k) + 50: 145 are (175 / 265 = 66.04 %) too few for ln(265): 64.51; the least is found by the loop.
    const least = Array.from({ length: 400 }, (_, k) => k).find((k) => (100 * (30 + k)) / (120 + k) >= 2.6 * Math.log(120 + k) + 50);
    expect(found.above).toMatchObject({ band: 'LOW_GREEN', heads: least });
  });

  it('of the smallest: no curve, one whole Saudi', () => {
    const found = explained([worker('s', { wage: 3_000 }), ...several(3, 'x', expat)]);
    expect(found).toMatchObject({ band: 'RED', curve: null, thresholds: null, method: { method: 'immediate', reason: 'small', weeks: [] } });
    // One of full weight makes 1.5.
    expect(found.above).toEqual({ band: 'LOW_GREEN', ratio: null, heads: 1 });
  });

  it('before the rules: no band, nothing above or below', () => {
    expect(explained(several(20, 's'), toIsoDate('2026-04-25'))).toMatchObject({ band: 'NOT_RATED', reason: 'before-the-rules', above: null, below: null, curve: null });
  });
});

describe('the method’s ground', () => {
  const green = [...several(50, 's'), ...several(50, 'x', expat)];

  it('are thirteen green weeks that earned it', () => {
    const { method } = explained(green);
    expect(method).toMatchObject({ method: 'immediate', reason: 'green-weeks' });
    expect([method.weeks.length, method.weeks[0]?.ends, method.weeks[12]?.ends]).toEqual([13, '2026-05-02', '2026-07-25']);
  });

  it('are those on the way there', () => {
    const { method } = explained(green, toIsoDate('2026-05-20'));
    expect(method).toEqual({ method: 'average26', reason: 'not-yet-earned', weeks: [{ ends: '2026-05-02', band: 'PLATINUM' }, { ends: '2026-05-09', band: 'PLATINUM' }, { ends: '2026-05-16', band: 'PLATINUM' }] });
  });

  it('are eight red weeks that took it away', () => {
    const left = [...several(50, 's', { to: toIsoDate('2026-07-25') }), ...several(50, 'x', expat)];
    const { method } = explained(left, toIsoDate('2026-09-26'));
    expect(method).toMatchObject({ method: 'average26', reason: 'red-weeks' });
    expect(method.weeks.map(({ ends }) => ends)).toEqual(['2026-08-01', '2026-08-08', '2026-08-15', '2026-08-22', '2026-08-29', '2026-09-05', '2026-09-12', '2026-09-19']);
  });

  it('is the age of the oldest establishment', () => {
    const opened = toIsoDate('2026-10-01');
    expect(explained(several(10, 's', { from: opened }), saturday, { opened }).method).toMatchObject({ method: 'immediate', reason: 'young' });
  });
});

describe('laws', () => {
  it('weights sum to the day, by worker and by rule; the band is that of the assessment', () => {
    fc.assert(
      fc.property(someWorkers(40), (workers) => {
        const { today } = explained(workers);
        for (const side of ['saudi', 'expat'] as const) {
          const sum = (of: readonly { side: string; weight: number }[]) => of.filter((one) => one.side === side).reduce((total, { weight }) => total + weight, 0);
          const expected = side === 'saudi' ? today.saudis : today.expats;
          expect(sum(today.workers)).toBeCloseTo(expected, 9);
          expect(sum(today.rules)).toBeCloseTo(expected, 9);
        }
        expect(today.rules.reduce((total, { heads }) => total + heads, 0)).toBe(today.workers.length);
      }),
      { numRuns: 40 },
    );
  });
});
