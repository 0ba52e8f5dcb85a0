import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HeldRefusals } from './held-refusals.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Ten milliseconds apart, on a grid of twenty. */
const A_SECOND = 100;

describe('held refusals', () => {
  it('are given one at once and then at their pace, each client’s by itself', async () => {
    const refusals = new HeldRefusals(A_SECOND);
    const given: string[] = [];
    for (const name of ['1', '2', '3', '4', '5']) refusals.give('loud', () => void given.push(name));
    refusals.give('other', () => void given.push('other'));
    expect([given, refusals.held()]).toEqual([['1', 'other'], 4]);
    await vi.advanceTimersByTimeAsync(70);
    expect(given).toEqual(['1', 'other', '2', '3', '4', '5']);
    expect(refusals.held()).toBe(0);
  });

  it('are given one a turn of the loop where several are due', async () => {
    const refusals = new HeldRefusals(A_SECOND);
    const between: string[] = [];
    for (const name of ['1', '2', '3']) {
      refusals.give('loud', () => {
        between.push(name);
        setImmediate(() => between.push(`somebody after ${name}`));
      });
    }
    await vi.advanceTimersByTimeAsync(60);
    expect(between).toEqual(['1', 'somebody after 1', '2', 'somebody after 2', '3', 'somebody after 3']);
  });

  it('are asked for again in time by who has heard one, as often a second as all are given', async () => {
    const refusals = new HeldRefusals(A_SECOND);
    const given: number[] = [];
    const ask = (who: number) => (): void => {
      refusals.give('loud', () => {
        given.push(who);
        refusals.standAside('loud', ask(who));
      });
    };
    for (let who = 0; who < 10; who += 1) ask(who)();
    expect([refusals.held(), refusals.isAhead('other')]).toEqual([9, false]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(given.length).toBeGreaterThanOrEqual(95);
    expect(given.length).toBeLessThanOrEqual(101);
    expect(given).toEqual(given.map((_, n) => n % 10));
    // One or two whose time is near, and the others ask for nothing.
    expect(refusals.held()).toBeLessThanOrEqual(4);
    expect(refusals.held() + refusals.aside()).toBe(10);
  });

  it('that nobody waits for any more are not given, and hold no place', async () => {
    const refusals = new HeldRefusals(A_SECOND);
    const given: string[] = [];
    const ups = ['1', '2', '3'].map((name) => refusals.give('loud', () => void given.push(name)));
    ups[1]?.();
    ups[1]?.();
    expect(refusals.held()).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    ups[2]?.();
    expect([given, refusals.held()]).toEqual([['1', '3'], 0]);
  });

  it('are not given where they would be held too long, or too many are', () => {
    const short = new HeldRefusals(A_SECOND, { longestMs: 100 });
    const given = Array.from({ length: 50 }, () => short.give('loud', () => undefined) !== undefined);
    expect(given.filter(Boolean).length).toBeLessThanOrEqual(11);
    expect(short.unanswered()).toBe(50 - given.filter(Boolean).length);
    const few = new HeldRefusals(A_SECOND, { most: 3 });
    const clients = ['a', 'b', 'c', 'd'].flatMap((whose) => [few.give(whose, () => undefined), few.give(whose, () => undefined)]);
    expect(clients.map((one) => one !== undefined)).toEqual([true, true, true, true, true, true, false, false]);
  });
});
