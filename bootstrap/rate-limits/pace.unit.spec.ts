import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

const NEVER = Infinity;

function clocked(gapMs: number, atOnce: number, { most, gridMs = 0 }: { most?: number; gridMs?: number } = {}): { pace: Pace; clock: { at: number } } {
  const clock = { at: 1_000 };
  return { pace: new Pace({ gapMs, atOnce, gridMs }, { now: () => clock.at, ...(most === undefined ? {} : { most }) }), clock };
}

describe('a pace', () => {
  it('lets so many go at once, then one each gap, and after as long a rest as many again', () => {
    const { pace, clock } = clocked(10, 3);
    expect(Array.from({ length: 6 }, () => pace.place('a', NEVER))).toEqual([0, 0, 0, 10, 20, 30]);
    clock.at += 25;
    expect(pace.place('a', NEVER)).toBe(15);
    clock.at += 100;
    expect(Array.from({ length: 4 }, () => pace.place('a', NEVER))).toEqual([0, 0, 0, 10]);
  });

  it('gives no place that is further off than who asks would wait, and takes none then', () => {
    const { pace, clock } = clocked(10, 1);
    expect(Array.from({ length: 5 }, () => pace.place('a', 20))).toEqual([0, 10, 20, undefined, undefined]);
    clock.at += 10;
    expect(pace.place('a', 20)).toBe(20);
  });

  it('has several wait for the same instant where there is a grid, and is no faster for it', () => {
    const { pace, clock } = clocked(5, 2, { gridMs: 20 });
    clock.at += 3;
    const first = Array.from({ length: 8 }, () => pace.place('a', NEVER));
    // 1003, 1003, then 1008, 1013, 1018, 1023, …
    expect(first).toEqual([0, 0, 17, 17, 17, 37, 37, 37]);
  });

  it('says how many places are near, and takes none', () => {
    const step = fc.tuple(fc.nat(40), fc.nat(30));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (steps, gapMs, atOnce) => {
        const { pace, clock } = clocked(gapMs, atOnce);
        for (const [later, ms] of steps) {
          clock.at += later;
          const near = pace.within('a', ms);
          expect(pace.within('a', ms)).toBe(near);
          for (let n = 0; n < near; n += 1) expect(pace.place('a', ms)).toBeDefined();
          expect(pace.place('a', ms)).toBeUndefined();
        }
      }),
    );
  });

  it('keeps only those of whom something is used, and never more than the most', () => {
    const { pace, clock } = clocked(10, 1, { most: 100 });
    for (let n = 0; n < 1_000; n += 1) pace.place(`key ${n}`, NEVER);
    expect(pace.size).toBeLessThanOrEqual(100);
    clock.at += 1_000;
    for (let n = 0; n < 200; n += 1) {
      clock.at += 10;
      pace.place(`later ${n}`, NEVER);
    }
    expect(pace.size).toBeLessThanOrEqual(2);
  });

  it('of whom something is used waits on, whoever comes meanwhile', () => {
    const { pace, clock } = clocked(10_000, 1, { most: 100 });
    pace.place('a', NEVER);
    for (let n = 0; n < 99; n += 1) pace.place(`other ${n}`, NEVER);
    expect(pace.size).toBe(100);
    clock.at += 5_000;
    expect(pace.place('other 98', NEVER)).toBe(5_000);
    expect(pace.place('a', 4_999)).toBeUndefined();
  });

  it('is never faster than its terms, whenever they come, and nobody’s place is another’s', () => {
    const arrivals = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(30)), { maxLength: 60 });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom(0, 7, 20), (comes, gapMs, atOnce, gridMs) => {
        const { pace, clock } = clocked(gapMs, atOnce, { gridMs });
        const places: Record<string, number[]> = { a: [], b: [] };
        for (const [key, later] of comes) {
          clock.at += later;
          places[key]?.push(clock.at + (pace.place(key, NEVER) ?? Number.NaN));
        }
        for (const of of Object.values(places)) {
          // Within any stretch there are no more than those at once and one for each gap that it holds, the step of a grid before it among them.
          for (let to = 0; to < of.length; to += 1) {
            for (let from = 0; from <= to; from += 1) expect(to - from + 1).toBeLessThanOrEqual(atOnce + ((of[to] ?? 0) - (of[from] ?? 0) + gridMs) / gapMs);
          }
          expect([...of].sort((one, other) => one - other)).toEqual(of);
        }
      }),
    );
  });
});
