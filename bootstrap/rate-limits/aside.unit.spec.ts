import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Aside, NEAR_MS } from './aside.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const none = (): number => 0;

it('as many are called back as have a place near, in the order in which they stood aside, and each key by itself', async () => {
  const aside = new Aside();
  const called: string[] = [];
  let near = 0;
  for (const name of ['1', '2', '3', '4']) aside.stand('a', () => near, () => void called.push(name));
  aside.stand('b', () => 1, () => void called.push('other'));
  await vi.advanceTimersByTimeAsync(NEAR_MS);
  expect([called, aside.size()]).toEqual([['other'], 4]);
  near = 3;
  await vi.advanceTimersByTimeAsync(NEAR_MS);
  expect([called, aside.size()]).toEqual([['other', '1', '2', '3'], 1]);
  await vi.advanceTimersByTimeAsync(NEAR_MS);
  expect([called.at(-1), aside.size(), vi.getTimerCount()]).toEqual(['4', 0, 0]);
});

it('a key has those of its own who have not stepped back', () => {
  const aside = new Aside();
  const stepBack = aside.stand('a', none, () => undefined);
  expect([aside.has('a'), aside.has('b')]).toEqual([true, false]);
  stepBack();
  stepBack();
  expect([aside.has('a'), aside.size()]).toEqual([false, 0]);
});

it('nobody stands aside for longer than the longest, whatever becomes of his places', async () => {
  const aside = new Aside({ longestMs: 1_000 });
  const called: string[] = [];
  aside.stand('a', none, () => void called.push('1'));
  await vi.advanceTimersByTimeAsync(500);
  aside.stand('a', none, () => void called.push('2'));
  await vi.advanceTimersByTimeAsync(500 + NEAR_MS);
  expect(called).toEqual(['1']);
  await vi.advanceTimersByTimeAsync(500);
  expect([called, vi.getTimerCount()]).toEqual([['1', '2'], 0]);
});

it('who has stepped back is not called, and is in nobody’s way', async () => {
  const aside = new Aside();
  const called: string[] = [];
  const stepBack = aside.stand('a', () => 1, () => void called.push('gone'));
  // Those of one key who go while another is called.
  const last = aside.stand('a', () => 1, () => void called.push('gone too'));
  aside.stand('a', () => 1, () => (called.push('here'), last()));
  stepBack();
  last();
  await vi.advanceTimersByTimeAsync(2 * NEAR_MS);
  expect([called, aside.size(), vi.getTimerCount()]).toEqual([['here'], 0, 0]);
});

it('whoever stands aside again when he is called stands behind the others', async () => {
  const aside = new Aside();
  const called: number[] = [];
  const stand = (who: number): void => {
    aside.stand('a', () => 1, () => {
      called.push(who);
      stand(who);
    });
  };
  for (const who of [1, 2, 3]) stand(who);
  await vi.advanceTimersByTimeAsync(6 * NEAR_MS);
  expect([called, aside.size()]).toEqual([[1, 2, 3, 1, 2, 3], 3]);
});
