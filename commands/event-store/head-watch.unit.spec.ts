import { describe, expect, it } from 'vitest';
import { HeadWatch } from './head-watch.js';

/** A head that the test moves, and how often it was looked at. */
function movingHead(): { watch: HeadWatch; set: (head: bigint | Error) => void; looks: () => number; looked: () => Promise<void> } {
  let head: bigint | Error = 0n;
  let looks = 0;
  const heard: (() => void)[] = [];
  const watch = new HeadWatch(() => {
    looks += 1;
    for (const hear of heard.splice(0)) hear();
    return head instanceof Error ? Promise.reject(head) : Promise.resolve(head);
  });
  return {
    watch,
    set: (to) => (head = to),
    looks: () => looks,
    looked: () => new Promise((resolve) => heard.push(resolve)),
  };
}

const never = new AbortController().signal;

describe('HeadWatch', () => {
  it('wakes at once who waits behind an event of this process, and nobody before it', async () => {
    const { watch } = movingHead();
    const stopping = new AbortController();
    const woken: string[] = [];
    const first = watch.past(4n, never).then(() => woken.push('after 4'));
    const second = watch.past(5n, stopping.signal).then(() => woken.push('after 5'));
    watch.saw(5n);
    await first;
    expect(woken).toEqual(['after 4']);
    stopping.abort();
    await second;
    expect(woken).toEqual(['after 4', 'after 5']);
  });

  it('wakes all at the next look when another process appended', async () => {
    const { watch, set } = movingHead();
    const waiting = Promise.all([watch.past(0n, never), watch.past(2n, never)]);
    set(3n);
    await waiting;
  });

  it('does not make wait who is behind already', async () => {
    const { watch, looks } = movingHead();
    watch.saw(7n);
    await watch.past(6n, never);
    expect(looks()).toBe(0);
  });

  it('outlives failed looks', async () => {
    const { watch, set, looked } = movingHead();
    set(new Error('down'));
    const waiting = watch.past(0n, never);
    await looked();
    await looked();
    set(1n);
    await waiting;
  });

  it('ends a wait at its signal, and waits for nobody who came with one that was over', async () => {
    const { watch, looks } = movingHead();
    const stopping = new AbortController();
    const waiting = watch.past(0n, stopping.signal);
    stopping.abort();
    await waiting;
    await watch.past(0n, stopping.signal);
    expect(looks()).toBeLessThanOrEqual(1);
  });
});
