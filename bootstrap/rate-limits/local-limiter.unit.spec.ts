import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limiterFeatures } from './limiter.features.js';
import { LocalLimiter } from './local-limiter.js';

limiterFeatures('a limiter of one process', async (quota) => new LocalLimiter(quota));

const WINDOW = 1_000;

/** A limiter on a clock that stands. */
function standing(requests: number, most?: number) {
  const clock = { at: 0 };
  return { clock, limiter: new LocalLimiter({ requests, windowMs: WINDOW }, { now: () => clock.at, ...(most === undefined ? {} : { most }) }) };
}

it('a window lasts from its first request, to the millisecond', () => {
  const { clock, limiter } = standing(1);
  clock.at = 500;
  expect(limiter.take('a')).toEqual({ allowed: true, remaining: 0, resetMs: WINDOW });
  clock.at = 500 + WINDOW - 1;
  expect(limiter.take('a')).toEqual({ allowed: false, remaining: 0, resetMs: 1 });
  clock.at = 500 + WINDOW;
  expect(limiter.take('a')).toEqual({ allowed: true, remaining: 0, resetMs: WINDOW });
});

it('no window has more than the quota, whenever requests come', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(600), { maxLength: 60 }), (requests, pauses) => {
      const { clock, limiter } = standing(requests);
      const letThrough: number[] = [];
      for (const pause of pauses) {
        clock.at += pause;
        if (limiter.take('a').allowed) letThrough.push(clock.at);
      }
      // Windows do not overlap: any span of their length meets two at most.
      for (const from of letThrough) expect(letThrough.filter((at) => at >= from && at < from + WINDOW).length).toBeLessThanOrEqual(2 * requests);
    }),
  );
});

it('a look says what the next request would hear, and costs nothing', () => {
  const { clock, limiter } = standing(2);
  expect(limiter.look('a')).toEqual({ allowed: true, remaining: 2, resetMs: WINDOW });
  limiter.take('a');
  clock.at = 400;
  for (let n = 0; n < 3; n += 1) expect(limiter.look('a')).toEqual({ allowed: true, remaining: 1, resetMs: 600 });
  limiter.take('a');
  expect(limiter.look('a')).toEqual({ allowed: false, remaining: 0, resetMs: 600 });
  clock.at = WINDOW;
  expect(limiter.look('a')).toEqual({ allowed: true, remaining: 2, resetMs: WINDOW });
});

it('keeps no more keys than it was given room for: those whose window began first go first', () => {
  const { clock, limiter } = standing(1, 2);
  for (const key of ['a', 'b', 'c']) {
    clock.at += 1;
    limiter.take(key);
  }
  expect(['b', 'c', 'a'].map((key) => limiter.look(key).allowed)).toEqual([false, false, true]);
});
