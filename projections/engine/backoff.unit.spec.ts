import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay, infrastructureBackoff, pause } from './backoff.js';

describe('backoff', () => {
  it('doubles from the first wait to the longest, and spreads the upper half by chance', () => {
    expect([1, 2, 3, 4].map((failures) => backoffDelay(infrastructureBackoff, failures, 1))).toEqual([50, 100, 200, 400]);
    expect(backoffDelay(infrastructureBackoff, 1, 0)).toBe(25);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const wait = backoffDelay(infrastructureBackoff, failures, chance);
        expect(wait).toBeGreaterThanOrEqual(25);
        expect(wait).toBeLessThanOrEqual(5_000);
      }),
    );
  });

  it('ends a pause at once when the signal comes, before or while it waits', async () => {
    const stopping = new AbortController();
    const long = pause(1_000_000, stopping.signal);
    stopping.abort();
    await long;
    await pause(1_000_000, stopping.signal);
  });
});
