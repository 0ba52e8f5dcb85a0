import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Turns, type Leave } from './turns.js';

interface Asked {
  readonly key: string;
  readonly n: number;
}

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
