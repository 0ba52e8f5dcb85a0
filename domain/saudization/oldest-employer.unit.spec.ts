import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { countedElsewhere, withoutDuplicates, type Registration } from './oldest-employer.js';
import { someDay, someWorkers, worker } from './testing/some-workers.js';
import { isWithin } from './worker.js';

const at = (from: string, to: string | null, ...categories: Registration['categories']): Registration => ({ from: toIsoDate(from), to: to === null ? null : toIsoDate(to), categories });

describe('who is registered at several employers', () => {
  it('counts at the oldest, and when he has left it at the next', () => {
    expect(countedElsewhere(rules, [at('2026-02-01', null), at('2026-01-01', '2026-06-30'), at('2026-03-01', '2026-12-31')])).toEqual([
      [{ from: '2026-02-01', to: '2026-06-30' }],
      [],
      [{ from: '2026-03-01', to: '2026-12-31' }],
    ]);
  });

  it('counts at the first named of two that began together', () => {
    expect(countedElsewhere(rules, [at('2026-01-01', null), at('2026-01-01', null)])).toEqual([[], [{ from: '2026-01-01', to: null }]]);
  });

  it('counts in part-time work at two employers, not at a third', () => {
    const part = (from: string) => at(from, null, 'part-time');
    expect(countedElsewhere(rules, [part('2026-01-01'), part('2026-02-01'), part('2026-03-01')])).toEqual([[], [], [{ from: '2026-03-01', to: null }]]);
  });

  it('counts in flexible work wherever he does it', () => {
    expect(countedElsewhere(rules, ['2026-01-01', '2026-02-01', '2026-03-01'].map((from) => at(from, null, 'flexible'))).flat()).toEqual([]);
  });

  it('counts on every day at exactly one of those where he works, if he may at one', () => {
    fc.assert(
      fc.property(someWorkers(6), someDay, (workers, day) => {
        const all = withoutDuplicates(rules, workers.map((one) => ({ ...one, ref: 'same', categories: [] })));
        const there = all.filter((one) => isWithin(one, day));
        const counts = there.filter(({ elsewhere = [] }) => !elsewhere.some((span) => isWithin(span, day)));
        expect(counts).toHaveLength(Math.min(1, there.length));
        expect(counts.every(({ from }) => there.every((other) => other.from >= from))).toBe(true);
      }),
    );
  });

  it('is another than who has another reference', () => {
    const workers = [worker('a'), worker('b')];
    expect(withoutDuplicates(rules, workers)).toEqual(workers);
  });
});
