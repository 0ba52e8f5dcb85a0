import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyScheduler, RunEnded, type WorkKeys } from './key-scheduler.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const writing = (...writes: readonly string[]): WorkKeys => ({ writes, reads: [] });
const reading = (...reads: readonly string[]): WorkKeys => ({ writes: [], reads });

describe('work by keys', () => {
  it('runs in order where one writes under a key of the other, and never more than the limit at once', async () => {
    const some = fc.subarray(['a', 'b', 'c', 'd'], { maxLength: 3 });
    const keys = fc.array(fc.record({ writes: some, reads: some }), { maxLength: 40 });
    const meet = (a: WorkKeys, b: WorkKeys): boolean =>
      a.writes.some((key) => b.writes.includes(key) || b.reads.includes(key)) || a.reads.some((key) => b.writes.includes(key));
    await fc.assert(
      fc.asyncProperty(keys, fc.infiniteStream(fc.nat(3)), async (pieces, waits) => {
        const scheduler = createKeyScheduler(5);
        const begun: number[] = [];
        const ended: number[] = [];
        let running = 0;
        let most = 0;
        for (const [n, own] of pieces.entries()) {
          await scheduler.add(own, async () => {
            begun.push(n);
            running += 1;
            most = Math.max(most, running);
            for (const earlier of pieces.keys()) {
              if (earlier < n && meet(own, pieces[earlier] ?? reading())) expect(ended).toContain(earlier);
            }
            for (let left = waits.next().value; left > 0; left -= 1) await turn();
            running -= 1;
            ended.push(n);
          });
        }
        await scheduler.drain();
        expect(begun).toHaveLength(pieces.length);
        expect(most).toBeLessThanOrEqual(5);
      }),
      { numRuns: 100 },
    );
  });

  it('reads side by side between two writers', async () => {
    const scheduler = createKeyScheduler(10);
    const under = new Set<string>();
    const seen: string[] = [];
    const piece = (name: string) => async () => {
      under.add(name);
      await turn();
      seen.push([...under].sort().join(' '));
      await turn();
      under.delete(name);
    };
    await scheduler.add(writing('a'), piece('first'));
    for (const name of ['one', 'two']) await scheduler.add(reading('a'), piece(name));
    await scheduler.add(writing('a'), piece('last'));
    await scheduler.drain();
    expect(seen).toEqual(['first', 'one two', 'one two', 'last']);
  });

  it('has room again, once it was full, when half of the places are free', async () => {
    const scheduler = createKeyScheduler(4);
    const ends: (() => void)[] = [];
    const piece = (): Promise<void> => new Promise((resolve) => ends.push(resolve));
    for (let n = 0; n < 4; n += 1) await scheduler.add(reading(), piece);
    let fifth = false;
    const added = scheduler.add(reading(), piece).then(() => (fifth = true));
    ends[0]?.();
    await turn();
    expect(fifth).toBe(false);
    ends[1]?.();
    await added;
    await scheduler.add(reading(), piece);
    await turn();
    expect(ends).toHaveLength(6);
    for (const end of ends) end();
    await scheduler.drain();
  });

  it('waits under a linked name for the work under the other one', async () => {
    const scheduler = createKeyScheduler(10);
    const done: string[] = [];
    await scheduler.add(writing('line'), async () => {
      await turn();
      done.push('first');
    });
    await scheduler.add(writing('line'), async () => {
      await turn();
      done.push('second');
    });
    scheduler.link('id', ['line']);
    await scheduler.add(writing('id'), () => Promise.resolve(void done.push('by its id')));
    await scheduler.drain();
    expect(done).toEqual(['first', 'second', 'by its id']);
  });

  it('is still started after a failure, told to do nothing, and the failure is what drain throws', async () => {
    const scheduler = createKeyScheduler(10);
    const told: unknown[] = [];
    await scheduler.add(writing('a'), () => Promise.reject(new Error('the first')));
    await scheduler.add(writing('a'), (goOn) => {
      try {
        goOn();
      } catch (error) {
        told.push(error);
        return Promise.reject(error instanceof Error ? error : new Error());
      }
      return Promise.resolve();
    });
    await scheduler.settled();
    expect(told).toEqual([expect.any(RunEnded)]);
    await expect(scheduler.drain()).rejects.toThrow('the first');
    await expect(scheduler.add(writing('b'), () => Promise.resolve())).rejects.toThrow('the first');
  });
});
