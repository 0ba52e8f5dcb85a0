// The shared limiter through time, on a clock that the test moves: the allowance does what the script in Redis does.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Allowance, Ask, Grant } from './allowance.js';
import type { Quota } from './quota.js';
import { portionOf, SharedLimiter } from './shared-limiter.js';

const WINDOW = 1_000;

/** An allowance by the rules of the script, at instants of a clock. An answer is under way for as long as the clock is moved meanwhile. */
class ClockedAllowance implements Allowance {
  readonly #windows = new Map<string, { used: number; end: number; number: number }>();
  #begun = 0;
  away = false;

  constructor(readonly clock: { at: number }) {}

  reachable(): boolean {
    return !this.away;
  }

  async ask(key: string, { quota, windowMs, portion, alone }: Ask): Promise<Grant | undefined> {
    if (this.away) return undefined;
    const { at } = this.clock;
    let window = this.#windows.get(key);
    if (window === undefined || window.end <= at) {
      this.#begun += 1;
      this.#windows.set(key, (window = { used: 0, end: at + windowMs, number: this.#begun }));
    }
    window.used = Math.min(quota, window.used + alone);
    const granted = Math.min(portion, quota - window.used);
    window.used += granted;
    return { granted, left: quota - window.used, windowLeftMs: window.end - at };
  }

  /** The window that stands now, by its number. */
  standing(key: string): number | undefined {
    const window = this.#windows.get(key);
    return window === undefined || window.end <= this.clock.at ? undefined : window.number;
  }

  async close(): Promise<void> {
    await Promise.resolve();
  }
}

const quotaOf = (requests: number): Quota => ({ requests, windowMs: WINDOW });

it('whenever requests come and wherever, no shared window has more than the quota', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.array(fc.record({ pause: fc.nat(400), process: fc.nat(2), requests: fc.nat(300) }), { maxLength: 25 }),
      async (requests, bursts) => {
        const clock = { at: 0 };
        const allowance = new ClockedAllowance(clock);
        const processes = [0, 1, 2].map(() => new SharedLimiter(quotaOf(requests), allowance, { now: () => clock.at }));
        const through = new Map<number | undefined, number>();
        for (const burst of bursts) {
          clock.at += burst.pause;
          const verdicts = await Promise.all(Array.from({ length: burst.requests }, async () => processes[burst.process]?.take('a')));
          const window = allowance.standing('a');
          through.set(window, (through.get(window) ?? 0) + verdicts.filter((verdict) => verdict?.allowed).length);
        }
        expect(through.get(undefined) ?? 0).toBe(0);
        for (const count of through.values()) expect(count).toBeLessThanOrEqual(requests);
      },
    ),
  );
});

it('away or back, at any instant, a process lets no more through in a window of its own than the quota', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.record({ away: fc.boolean(), requests: fc.nat(40) }), { maxLength: 20 }),
      async (requests, bursts) => {
        const clock = { at: 0 };
        const allowance = new ClockedAllowance(clock);
        const [mine, other] = [0, 1].map(() => new SharedLimiter(quotaOf(requests), allowance, { now: () => clock.at })) as [SharedLimiter, SharedLimiter];
        let through = 0;
        for (const burst of bursts) {
          allowance.away = burst.away;
          for (let n = 0; n < burst.requests; n += 1) if ((await mine.take('a')).allowed) through += 1;
        }
        const asked = bursts.reduce((sum, burst) => sum + burst.requests, 0);
        expect(through).toBe(Math.min(asked, requests));
        // The others are told of what was let through meanwhile, once the process asks again.
        allowance.away = false;
        const told = bursts.length > 0 && (await mine.take('a')).allowed;
        if (!told) return;
        let rest = 0;
        for (let n = 0; n < requests; n += 1) if ((await other.take('a')).allowed) rest += 1;
        expect(rest).toBeLessThanOrEqual(requests - through - 1);
        expect(rest).toBeGreaterThanOrEqual(requests - through - portionOf(quotaOf(requests)));
      },
    ),
  );
});
