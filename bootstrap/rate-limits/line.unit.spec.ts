import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Line } from './line.js';

describe('a line', () => {
  it('calls who came first among those who have not left, whoever leaves and however often', () => {
    const step = fc.oneof({ weight: 4, arbitrary: fc.constant('join' as const) }, { weight: 2, arbitrary: fc.constant('next' as const) }, { weight: 3, arbitrary: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400, size: 'max' }), (steps) => {
        const line = new Line<string>();
        const places: { readonly name: string; readonly place: number }[] = [];
        let standing: string[] = [];
        for (const [n, one] of steps.entries()) {
          if (one === 'join') {
            const name = `number ${n}`;
            places.push({ name, place: line.join(name) });
            standing.push(name);
          } else if (one === 'next') {
            expect(line.next()).toBe(standing.shift());
          } else {
            const left = places[one % Math.max(1, places.length)];
            if (left !== undefined) {
              line.leave(left.place);
              line.leave(left.place);
              standing = standing.filter((name) => name !== left.name);
            }
          }
          expect([line.size, line.first()]).toEqual([standing.length, standing[0]]);
        }
      }),
    );
  });

  it('holds nobody who has left', async () => {
    const line = new Line<object>();
    // Somebody before and behind them stays.
    line.join({});
    const left = Array.from({ length: 100 }, () => {
      const one = {};
      return { place: line.join(one), seen: new WeakRef(one) };
    });
    line.join({});
    for (const { place } of left) line.leave(place);
    // What was read of a weak reference stays until the turn ends.
    await new Promise(setImmediate);
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
    expect(left.filter(({ seen }) => seen.deref() !== undefined)).toEqual([]);
    expect(line.size).toBe(2);
  });
});
