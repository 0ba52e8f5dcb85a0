import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { CallSlots } from './call-slots.js';
import { Deadlines } from './deadlines.js';

const turn = (): Promise<void> => new Promise(setImmediate);

describe('slots for calls', () => {
  it('never hold more than their number and weight, and let everyone through in the order of coming', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ weight: fc.integer({ min: 0, max: 15 }), turns: fc.nat(4) }), { maxLength: 40 }),
        async (calls) => {
          const slots = new CallSlots({ name: 'calls', most: 4, mostWeight: 10, mostWaiting: 100, waitMs: 10_000 }, new Deadlines());
          let [count, weight] = [0, 0];
          const began: number[] = [];
          await Promise.all(
            calls.map((call, n) =>
              slots.run(call.weight, async () => {
                began.push(n);
                count += 1;
                weight += call.weight;
                expect(count).toBeLessThanOrEqual(4);
                // One that is heavier than all together goes alone.
                expect(weight <= 10 || count === 1).toBe(true);
                for (let left = call.turns; left > 0; left -= 1) await turn();
                count -= 1;
                weight -= call.weight;
              }),
            ),
          );
          expect(began).toEqual(calls.map((_, n) => n));
          expect([slots.underWay, slots.waiting]).toEqual([0, 0]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('turn away whoever finds no room, and whoever waits too long, and go on', async () => {
    const slots = new CallSlots({ name: 'calls', most: 1, mostWeight: 10, mostWaiting: 2, waitMs: 50 }, new Deadlines());
    let release: () => void = () => undefined;
    const first = slots.run(1, () => new Promise<void>((resolve) => (release = resolve)));
    const waiting = [slots.run(1, async () => 'never'), slots.run(1, async () => 'never')].map((one) =>
      one.catch((error: unknown) => error),
    );
    await expect(slots.run(1, async () => 'never')).rejects.toBeInstanceOf(StoreUnavailable);
    for (const one of waiting) expect(await one).toBeInstanceOf(StoreUnavailable);
    release();
    await first;
    expect(await slots.run(1, async () => 'again')).toBe('again');
  });

  it('are free again after a call that failed', async () => {
    const slots = new CallSlots({ name: 'calls', most: 1, mostWeight: 10, mostWaiting: 2, waitMs: 1_000 }, new Deadlines());
    const failing = slots.run(1, () => Promise.reject(new Error('it failed')));
    const behind = slots.run(1, async () => 'behind');
    await expect(failing).rejects.toThrow('it failed');
    expect(await behind).toBe('behind');
  });
});
