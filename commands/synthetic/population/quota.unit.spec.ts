import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestRemainder, Quota, runningShares, shareAt, spread } from './quota.js';
import { Stream } from './stream.js';

const weights = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 30 }).filter((some) => some.some((one) => one > 0));

describe('dealing by quota', () => {
  it('gives whole numbers that sum to the total, each within one of its share', () => {
    fc.assert(
      fc.property(weights, fc.nat({ max: 100_000 }), (some, total) => {
        const dealt = largestRemainder(some, total);
        const sum = some.reduce((all, one) => all + one, 0);
        expect(dealt.reduce((all, one) => all + one, 0)).toBe(total);
        dealt.forEach((one, n) => expect(Math.abs(one - ((some[n] ?? 0) * total) / sum)).toBeLessThan(1 + 1e-6));
      }),
    );
  });

  it('fills bins to their targets where the last loads are single ones', () => {
    fc.assert(
      fc.property(weights, fc.nat(), (some, seed) => {
        const targets = largestRemainder(some, 500);
        const left = [...targets];
        const [quota, stream] = [new Quota(targets), Stream.at(seed)];
        const loads = [40, 30, 20, 10, ...Array.from({ length: 400 }, () => 1)].filter((load) => load === 1 || load <= Math.max(...targets) / 4);
        let over = 500 - loads.reduce((all, one) => all + one, 0);
        while ((over -= 1) >= 0) loads.push(1);
        for (const load of loads) {
          const bin = quota.deal(load, stream);
          left[bin] = (left[bin] ?? 0) - load;
        }
        expect(left).toEqual(targets.map(() => 0));
      }),
    );
  });

  it('spreads a series evenly over shares, wherever it is taken up', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (from, shift) => {
        const ends = runningShares([1, 2, 3, 4]);
        const counts = [0, 0, 0, 0];
        for (let k = from; k < from + 1_000; k += 1) counts[shareAt(ends, spread(k, Math.SQRT2 - 1, shift))] = (counts[shareAt(ends, spread(k, Math.SQRT2 - 1, shift))] ?? 0) + 1;
        counts.forEach((count, n) => expect(Math.abs(count - 100 * (n + 1))).toBeLessThanOrEqual(6));
      }),
    );
  });
});
