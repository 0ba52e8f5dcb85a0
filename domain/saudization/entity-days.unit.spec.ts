import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toIsoDate, type IsoDate } from '../standards/calendar.js';
import { countDay, type ClassCount } from './day-count.js';
import { countEntityDays } from './entity-days.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { someDay, someWorkers, worker } from './testing/some-workers.js';
import { isWithin, type Span, type Worker } from './worker.js';
import { classOf, keyOf } from './worker-class.js';

const someSpans: fc.Arbitrary<readonly Span[]> = fc.array(
  fc.record({ from: someDay, length: fc.option(fc.integer({ min: 0, max: 200 })) }).map(({ from, length }) => ({ from, to: length === null ? null : addDays(from, length) })),
  { maxLength: 3 },
);

/** The day counted from nothing: who is there, how each counts. */
function fromScratch(workers: readonly Worker[], mowaamah: readonly Span[], day: IsoDate) {
  const tally = new Map<string, ClassCount>();
  for (const one of workers.filter((worker) => isWithin(worker, day))) {
    const own = classOf(rules, '430', one, day);
    tally.set(keyOf(own), { class: own, count: (tally.get(keyOf(own))?.count ?? 0) + 1 });
  }
  return countDay(rules, '430', tally.values(), mowaamah.some((span) => isWithin(span, day)));
}

describe('the days of an entity', () => {
  it('are on any day what a count from scratch gives', () => {
    fc.assert(
      fc.property(someWorkers(60), someSpans, someDay, (workers, mowaamah, day) => {
        const { x, saudis, expats } = countEntityDays(rules, { activity: '430', opened: [], mowaamah, workers }).at(day);
        const scratch = fromScratch(workers, mowaamah, day);
        expect([x, saudis, expats]).toEqual([scratch.x, expect.closeTo(scratch.saudis, 9), expect.closeTo(scratch.expats, 9)]);
      }),
    );
  });

  it('counted only from a day on are the same from there, and cannot be asked for before', () => {
    fc.assert(
      fc.property(someWorkers(30), someSpans, someDay, fc.integer({ min: 0, max: 200 }), (workers, mowaamah, since, length) => {
        const facts = { activity: '430', opened: [toIsoDate('2025-12-01')], mowaamah, workers };
        const [whole, part] = [countEntityDays(rules, facts), countEntityDays(rules, facts, since)];
        const last = addDays(since, length);
        expect(part.begins).toBe(whole.begins);
        for (const day of [since, last]) expect([part.at(day).x, part.at(day).saudis]).toEqual([whole.at(day).x, expect.closeTo(whole.at(day).saudis, 9)]);
        const [a, b] = [whole, part].map((days) => days.sums(since, last));
        expect([b?.days, b?.x, b?.saudis, b?.expats]).toEqual([a?.days, a?.x, expect.closeTo(a?.saudis ?? NaN, 6), expect.closeTo(a?.expats ?? NaN, 6)]);
        expect(() => part.at(addDays(since, -1))).toThrow(RangeError);
      }),
      { numRuns: 50 },
    );
  });

  it('sum, over any stretch, to the sum of each of them', () => {
    fc.assert(
      fc.property(someWorkers(30), someSpans, someDay, fc.integer({ min: 0, max: 200 }), (workers, mowaamah, first, length) => {
        const days = countEntityDays(rules, { activity: '430', opened: [], mowaamah, workers });
        const [begins] = workers.map(({ from }) => from).sort();
        const naive = { days: 0, x: 0, saudis: 0, expats: 0 };
        for (let n = 0; n <= length; n += 1) {
          const day = addDays(first, n);
          if (begins === undefined || day < begins) continue;
          const { x, saudis, expats } = fromScratch(workers, mowaamah, day);
          naive.days += 1;
          naive.x += x;
          naive.saudis += saudis;
          naive.expats += expats;
        }
        const sums = days.sums(first, addDays(first, length));
        expect([sums.days, sums.x]).toEqual([naive.days, naive.x]);
        expect(sums.saudis).toBeCloseTo(naive.saudis, 6);
        expect(sums.expats).toBeCloseTo(naive.expats, 6);
      }),
      { numRuns: 50 },
    );
  });

  it('before the entity existed are left out; days on which nobody worked are not', () => {
    const [monday, friday, sunday] = [toIsoDate('2026-06-01'), toIsoDate('2026-06-05'), toIsoDate('2026-06-07')];
    const one = worker('w', { from: friday });
    expect(countEntityDays(rules, { activity: '430', opened: [], mowaamah: [], workers: [one] }).sums(monday, sunday)).toEqual({ days: 3, x: 3, saudis: 3, expats: 0 });
    const opened = countEntityDays(rules, { activity: '430', opened: [monday], mowaamah: [], workers: [one] });
    expect(opened.sums(addDays(monday, -100), sunday)).toEqual({ days: 7, x: 3, saudis: 3, expats: 0 });
    expect(countEntityDays(rules, { activity: '430', opened: [], mowaamah: [], workers: [] }).sums(monday, sunday).days).toBe(0);
  });
});
