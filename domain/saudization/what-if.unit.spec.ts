import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toIsoDate } from '../standards/calendar.js';
import { atOnce } from '../standards/steps.js';
import { countEntityDays } from './entity-days.js';
import { noWeeks } from './method.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { expat, several, someWorkers, worker } from './testing/some-workers.js';
import { planned, whatIf, type Plan, type PlannedEntity } from './what-if.js';
import type { Worker } from './worker.js';

const today = toIsoDate('2026-07-01');
const tomorrow = addDays(today, 1);
const nothing: Plan = { hires: [], leavers: [], wages: [], authentications: [] };

function entity(workers: readonly Worker[], activity = '430'): PlannedEntity {
  const opened = toIsoDate('2020-01-01');
  return { activity, oldest: opened, workers, published: noWeeks, days: countEntityDays(rules, { activity, opened: [opened], mowaamah: [], workers }) };
}

const weekly = (workers: readonly Worker[], plan: Partial<Plan>, weeks = 4) =>
  whatIf(rules, entity(workers), today, { ...nothing, ...plan }, weeks).map(({ ends, ratio, x }) => [ends, x, ratio === null ? null : Math.round(ratio * 100) / 100]);

describe('a plan', () => {
  const staff = [...several(2, 's'), ...several(2, 'x', expat)];

  it('without anything is what will be', () => {
    expect(weekly(staff, {})).toEqual([['2026-07-04', 4, 50], ['2026-07-11', 4, 50], ['2026-07-18', 4, 50], ['2026-07-25', 4, 50]]);
  });

  it('of hires shows from their day on, a few days of a week as a few days', () => {
    const { ref: _ref, to: _to, ...hire } = worker('', { from: toIsoDate('2026-07-12') });
    // Weeks of seven days: 2 of 4 until the 11th; from the 12th on 3 of 5.
    expect(weekly(staff, { hires: [{ count: 1, worker: hire }] })).toEqual([['2026-07-04', 4, 50], ['2026-07-11', 4, 50], ['2026-07-18', 5, 60], ['2026-07-25', 5, 60]]);
  });

  it('of a past day begins tomorrow', () => {
    const { ref: _ref, to: _to, ...hire } = worker('', { from: toIsoDate('2020-07-12') });
    // Of the week until Saturday the 4th, three days: (4 × 4 + 3 × 5) / 7 workers.
    expect(weekly(staff, { hires: [{ count: 1, worker: hire }] }, 1)).toEqual([['2026-07-04', 31 / 7, Math.round((100 * (7 * 2 + 3)) / (7 * 4 + 3) * 100) / 100]]);
  });

  it('of leavers, other wages and authentications', () => {
    const gated = worker('g', { authenticatedFrom: null });
    const found = weekly([...staff, gated], {
      leavers: [{ ref: 'x-0', lastDay: toIsoDate('2026-07-11') }],
      wages: [{ ref: 's-1', from: toIsoDate('2026-07-12'), wage: 3_000 }],
      authentications: [{ ref: 'g', from: toIsoDate('2026-07-19') }],
    });
    expect(found).toEqual([['2026-07-04', 4, 50], ['2026-07-11', 4, 50], ['2026-07-18', 3, 60], ['2026-07-25', 4, Math.round((100 * 2.5) / 3.5 * 100) / 100]]);
  });

  it('about somebody who is not there is refused', () => {
    for (const plan of [{ leavers: [{ ref: 'nobody', lastDay: today }] }, { wages: [{ ref: 'nobody', from: today, wage: 1 }] }]) {
      expect(() => weekly(staff, plan)).toThrow('nobody works there by the reference nobody');
    }
    expect(() => weekly([worker('gone', { to: today })], { leavers: [{ ref: 'gone', lastDay: tomorrow }] })).toThrow('by the reference gone');
  });

  it('keeps a trainee’s months running through a rise in wage', () => {
    const trainee = worker('t', { categories: ['trainee'], wage: 2_000, from: toIsoDate('2024-07-20') });
    const found = weekly([trainee, ...several(1, 'x', expat)], { wages: [{ ref: 't', from: toIsoDate('2026-07-05'), wage: 2_500 }] });
    expect(found.map(([, , ratio]) => ratio)).toEqual([50, 50, 50, Math.round((100 * 1) / 8 * 100) / 100]);
  });
});

describe('the days of a plan', () => {
  it('are those of an entity whose workers had been so from the start', () => {
    fc.assert(
      fc.property(someWorkers(30), someWorkers(5), fc.integer({ min: 0, max: 120 }), (workers, hires, later) => {
        const leavers = workers.filter(({ to }) => to === null || to >= tomorrow).slice(0, 3);
        const plan: Plan = { ...nothing, hires: hires.map(({ ref: _ref, to: _to, ...hire }) => ({ count: 1, worker: hire })), leavers: leavers.map(({ ref }) => ({ ref, lastDay: today })) };
        const changed = atOnce(planned(entity(workers).days, workers, tomorrow, plan));
        const whole = entity([
          ...workers.flatMap((one) => (leavers.includes(one) ? (one.from > today ? [] : [{ ...one, to: today }]) : [one])),
          ...hires.map((one, n) => ({ ...one, ref: `h${n}`, from: one.from > tomorrow ? one.from : tomorrow, to: null })),
        ]).days;
        for (const day of [addDays(today, -30), today, tomorrow, addDays(tomorrow, later)]) {
          const [a, b] = [changed.at(day), whole.at(day)];
          expect([a.x, a.saudis, a.expats]).toEqual([b.x, expect.closeTo(b.saudis, 9), expect.closeTo(b.expats, 9)]);
        }
        const [a, b] = [changed, whole].map((days) => days.sums(addDays(today, -180), addDays(tomorrow, later)));
        expect(a?.saudis).toBeCloseTo(b?.saudis ?? NaN, 6);
        expect([a?.days, a?.x]).toEqual([b?.days, b?.x]);
      }),
    );
  });
});
