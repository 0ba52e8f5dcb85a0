import { describe, expect, it } from 'vitest';
import type { Steps } from '../../domain/standards/steps.js';
import { Slices } from './slices.js';

/** A clock on which each step takes a millisecond. */
function stepping(sliceMs: number): { slices: Slices; count: (name: string, steps: number, done?: string[]) => Steps<string>; order: string[] } {
  let at = 0;
  const order: string[] = [];
  function* count(name: string, steps: number): Steps<string> {
    for (let n = 0; n < steps; n += 1) {
      at += 1;
      order.push(name);
      yield;
    }
    return name;
  }
  return { slices: new Slices({ sliceMs, now: () => at }), count, order };
}

describe('slices', () => {
  it('leave a turn of the loop between each two, however many counts there are', async () => {
    const { slices, count, order } = stepping(3);
    let turns = 0;
    let goesOn = true;
    const tick = (): void => {
      turns += 1;
      order.push('|');
      if (goesOn) setImmediate(tick);
    };
    setImmediate(tick);
    await expect(Promise.all([slices.run(count('a', 8)), slices.run(count('b', 5))])).resolves.toEqual(['a', 'b']);
    goesOn = false;
    expect(turns).toBeGreaterThanOrEqual(4);
    // Never more than a slice of either in one turn, and the two take turns.
    const between = order.join('').split('|').filter((slice) => slice !== '');
    for (const slice of between) expect(slice).toMatch(/^(a{1,3}|b{1,3})$/);
    expect(between).toEqual(['aaa', 'bbb', 'aaa', 'bb', 'aa']);
  });

  it('tell whose count failed, and go on with the others and with those that come later', async () => {
    const { slices, count } = stepping(1);
    function* failing(): Steps<string> {
      yield;
      throw new Error('not countable');
    }
    const settled = await Promise.allSettled([slices.run(failing()), slices.run(count('a', 4))]);
    expect(settled).toMatchObject([{ status: 'rejected', reason: { message: 'not countable' } }, { status: 'fulfilled', value: 'a' }]);
    await expect(slices.run(count('later', 2))).resolves.toBe('later');
  });
});
