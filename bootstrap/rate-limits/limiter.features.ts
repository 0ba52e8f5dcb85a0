import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Limiter, Quota, Verdict } from './quota.js';

/** Makes a limiter that no other test's requests count against. */
export type MakeLimiter = (quota: Quota) => Promise<Limiter>;

const HOUR = 3_600_000;
/** Longer than any test. */
const LONG = 10 * HOUR;

/** What every limiter must do, however it counts. */
export function limiterFeatures(name: string, makeLimiter: MakeLimiter): void {
  afterEach(() => {
    vi.useRealTimers();
  });

  describe(name, () => {
    it('lets the quota through and not one more, and says how much is left', async () => {
      const limiter = await makeLimiter({ requests: 5, windowMs: LONG });
      const verdicts = await inTurn(limiter, 'a', 8);
      expect(verdicts.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
        [true, 4],
        [true, 3],
        [true, 2],
        [true, 1],
        [true, 0],
        [false, 0],
        [false, 0],
        [false, 0],
      ]);
      for (const { resetMs } of verdicts) {
        expect(resetMs).toBeGreaterThan(0);
        expect(resetMs).toBeLessThanOrEqual(LONG);
      }
    });

    it('lets no more of a burst through than of a queue', async () => {
      const limiter = await makeLimiter({ requests: 700, windowMs: LONG });
      const verdicts = await atOnce(limiter, 'a', 7_000);
      expect(allowedOf(verdicts)).toBe(700);
      expect(allowedOf(await atOnce(limiter, 'a', 100))).toBe(0);
      expect(allowedOf(await atOnce(limiter, 'b', 100))).toBe(100);
    });

    it('counts each key by itself, in whatever order and company they come', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }), { maxLength: 8 }), async (requests, bursts) => {
          const limiter = await makeLimiter({ requests, windowMs: LONG });
          const allowed = new Map<string, number>();
          for (const burst of bursts) {
            const verdicts = await Promise.all(burst.map(async (key) => ({ key, ...(await limiter.take(key)) })));
            for (const one of verdicts) if (one.allowed) allowed.set(one.key, (allowed.get(one.key) ?? 0) + 1);
          }
          for (const key of ['a', 'b', 'c']) {
            expect(allowed.get(key) ?? 0).toBe(Math.min(requests, bursts.flat().filter((one) => one === key).length));
          }
        }),
        { numRuns: 50 },
      );
    });

    it('begins anew when the window is over, and ends again', async () => {
      const limiter = await makeLimiter({ requests: 3, windowMs: 200 });
      const says = (allowed: boolean) => vi.waitUntil(async () => (await limiter.take('a')).allowed === allowed, { timeout: 20_000, interval: 1 });
      for (const allowed of [true, false, true, false, true]) expect(await says(allowed)).toBe(true);
    });

    it('neither opens nor closes when the wall clock is set', async () => {
      const limiter = await makeLimiter({ requests: 2, windowMs: LONG });
      await inTurn(limiter, 'spent', 2);
      await limiter.take('begun');
      vi.useFakeTimers({ toFake: ['Date'] });
      const now = Date.now();
      for (const jump of [2 * LONG, -2 * LONG, HOUR]) {
        vi.setSystemTime(now + jump);
        expect(await limiter.take('spent')).toMatchObject({ allowed: false });
      }
      expect(await limiter.take('begun')).toMatchObject({ allowed: true, remaining: 0 });
      expect(await limiter.take('begun')).toMatchObject({ allowed: false });
    });
  });
}

/** The verdicts of requests that come one after the other. */
export async function inTurn(limiter: Limiter, key: string, requests: number): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let n = 0; n < requests; n += 1) verdicts.push(await limiter.take(key));
  return verdicts;
}

/** The verdicts of requests that come at the same time. */
export function atOnce(limiter: Limiter, key: string, requests: number): Promise<readonly Verdict[]> {
  return Promise.all(Array.from({ length: requests }, async () => limiter.take(key)));
}

/** How many were let through. */
export function allowedOf(verdicts: readonly Verdict[]): number {
  return verdicts.filter(({ allowed }) => allowed).length;
}
