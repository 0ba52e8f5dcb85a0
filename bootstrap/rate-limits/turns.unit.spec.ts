import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Pace } from './pace.js';
import { Turns, type Leave } from './turns.js';

interface Asked {
  readonly key: string;
  readonly n: number;
}

afterEach(() => {
  vi.useRealTimers();
});

describe('turns', () => {
  it('are given to no more of one client than may be under way, in the order in which they came, and to others at once', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ come: fc.constantFrom('a', 'b', 'c') }) },
      { weight: 2, arbitrary: fc.record({ go: fc.nat() }) },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.array(step, { maxLength: 60 }), (most, steps) => {
        const turns = new Turns(most);
        const here: (Asked & { leave: Leave })[] = [];
        const begun = new Set<number>();
        let n = 0;
        for (const one of steps) {
          if ('come' in one) {
            const asked = { key: one.come, n: (n += 1) };
            here.push({ ...asked, leave: turns.take(one.come, () => void begun.add(asked.n)) });
          } else if (here.length > 0) {
            const [gone] = here.splice(one.go % here.length, 1);
            gone?.leave();
            // A second time gives back nothing.
            gone?.leave();
          }
          for (const key of ['a', 'b', 'c']) {
            const ofClient = here.filter((asked) => asked.key === key).map((asked) => asked.n);
            // The first of those who are here have begun, as many as may; nobody behind them has.
            expect(ofClient.filter((one) => begun.has(one))).toEqual(ofClient.slice(0, most));
          }
          expect(turns.waiting()).toBe(here.filter((asked) => !begun.has(asked.n)).length);
        }
      }),
    );
  });

  it('begin at the pace of their client, and of those who have gone meanwhile none does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const turns = new Turns(2);
    const pace = new Pace({ gapMs: 10, atOnce: 2 });
    const begun: string[] = [];
    const asked = ['1', '2', '3', '4', '5'].map((name) => turns.take('a', () => void begun.push(name), pace));
    turns.take('b', () => void begun.push('other'), pace);
    expect([begun, turns.waiting()]).toEqual([['1', '2', 'other'], 3]);
    for (const n of [0, 1, 3, 3]) asked[n]?.();
    expect(turns.waiting()).toBe(2);
    await vi.advanceTimersByTimeAsync(10);
    expect(begun).toEqual(['1', '2', 'other', '3']);
    await vi.advanceTimersByTimeAsync(10);
    expect(begun).toEqual(['1', '2', 'other', '3']);
    await vi.advanceTimersByTimeAsync(10);
    expect([begun, turns.waiting()]).toEqual([['1', '2', 'other', '3', '5'], 0]);
    // Whose time has come waits for a turn all the same.
    turns.take('a', () => void begun.push('6'), pace);
    await vi.advanceTimersByTimeAsync(50);
    expect([begun.length, turns.waiting()]).toEqual([5, 1]);
    asked[2]?.();
    expect(begun.at(-1)).toBe('6');
  });

  it('are asked for later by who was served where none is near, and each is called in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const turns = new Turns(2);
    const pace = new Pace({ gapMs: 100, atOnce: 1 });
    expect(turns.isAhead('a', pace)).toBe(false);
    turns.take('a', () => undefined, pace)();
    expect([turns.isAhead('a', pace), turns.isAhead('b', pace)]).toEqual([true, false]);
    const begun: string[] = [];
    for (const name of ['1', '2', '3']) {
      turns.standAside('a', pace, () => {
        const leave = turns.take('a', () => void begun.push(name), pace);
        setTimeout(leave, 30);
      });
    }
    expect([turns.aside(), turns.waiting()]).toEqual([3, 0]);
    await vi.advanceTimersByTimeAsync(120);
    expect([begun, turns.aside(), turns.waiting()]).toEqual([['1'], 2, 0]);
    await vi.advanceTimersByTimeAsync(100);
    expect([begun, turns.aside()]).toEqual([['1', '2'], 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect([begun, turns.aside(), turns.waiting()]).toEqual([['1', '2', '3'], 0, 0]);
    // Rested for long, he stands aside no more.
    await vi.advanceTimersByTimeAsync(100);
    expect(turns.isAhead('a', pace)).toBe(false);
  });

  it('are not near for who has requests that wait for one', async () => {
    const turns = new Turns(1);
    const pace = new Pace({ gapMs: 1, atOnce: 100 });
    const [first, second] = [turns.take('a', () => undefined, pace), turns.take('a', () => undefined, pace)];
    expect(turns.isAhead('a', pace)).toBe(true);
    first();
    expect(turns.isAhead('a', pace)).toBe(false);
    second();
  });

  it('keep no more clients of whom nothing is there than a few hundred, and all of whom something is', () => {
    const turns = new Turns(1);
    const order: number[] = [];
    const leave = Array.from({ length: 300 }, (_, n) => [turns.take(`active ${n}`, () => undefined), turns.take(`active ${n}`, () => void order.push(n))] as const);
    for (let n = 0; n < 10_000; n += 1) turns.take(`passing ${n}`, () => undefined)();
    expect(turns.size).toBeLessThanOrEqual(600);
    for (const [first] of leave) first();
    expect(order).toEqual(leave.map((_, n) => n));
    for (const [, second] of leave) second();
    for (let n = 0; n < 1_000; n += 1) turns.take(`later ${n}`, () => undefined)();
    expect(turns.size).toBeLessThanOrEqual(256);
  });

  it('can be given back before they have ended beginning', () => {
    const turns = new Turns(1);
    const order: string[] = [];
    const first = turns.take('a', () => void order.push('first'));
    const leave: Leave[] = [];
    for (const name of ['second', 'third']) leave.push(turns.take('a', () => (order.push(name), leave[0]?.())));
    first();
    expect(order).toEqual(['first', 'second', 'third']);
  });
});
