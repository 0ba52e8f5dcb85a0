import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { createMicroBatch, type MicroBatchOptions, type Settled } from './micro-batch.js';

/** A flush that the test lets go by hand, and what it was given. */
function heldFlush(): {
  flushes: string[][];
  flush: MicroBatchOptions<string, string>['flush'];
  release: () => void;
  next: () => Promise<void>;
} {
  const flushes: string[][] = [];
  const held: (() => void)[] = [];
  const arrivals: (() => void)[] = [];
  return {
    flushes,
    flush: (items) => {
      flushes.push([...items]);
      arrivals.shift()?.();
      return new Promise((resolve) => held.push(() => resolve(items.map((item) => ({ ok: true, value: item.toUpperCase() })))));
    },
    release: () => held.shift()?.(),
    next: () => new Promise((resolve) => arrivals.push(resolve)),
  };
}

function options(
  more: Partial<MicroBatchOptions<string, string>> & Pick<MicroBatchOptions<string, string>, 'flush'>,
): MicroBatchOptions<string, string> {
  return { name: 'test', maxItems: 100, maxBytes: 1_000, sizeOf: (item) => item.length, maxQueued: 1_000, ...more };
}

describe('createMicroBatch', () => {
  it('sends who comes together in one flush, and gives each its own result', async () => {
    const flushes: number[] = [];
    const batch = createMicroBatch(
      options({
        flush: async (items) => {
          flushes.push(items.length);
          return items.map((item): Settled<string> =>
            item === 'bad' ? { ok: false, error: new RangeError('bad') } : { ok: true, value: `${item}!` },
          );
        },
      }),
    );
    const outcomes = await Promise.allSettled(['a', 'bad', 'c'].map((item) => batch.submit(item)));
    expect(outcomes).toEqual([
      { status: 'fulfilled', value: 'a!' },
      { status: 'rejected', reason: new RangeError('bad') },
      { status: 'fulfilled', value: 'c!' },
    ]);
    expect(flushes).toEqual([3]);
  });

  it('gathers for a while when it is told to, and no longer once it is closed', async () => {
    const flushes: string[][] = [];
    const flush = (items: readonly string[]): Promise<readonly Settled<string>[]> => {
      flushes.push([...items]);
      return Promise.resolve(items.map((value) => ({ ok: true, value })));
    };
    const batch = createMicroBatch(options({ gatherMs: () => 20, flush }));
    const first = batch.submit('a');
    await new Promise(setImmediate);
    await Promise.all([first, batch.submit('b')]);
    expect(flushes).toEqual([['a', 'b']]);
    const slow = createMicroBatch(options({ gatherMs: () => 3_600_000, flush }));
    const last = slow.submit('c');
    await slow.close();
    expect(await last).toBe('c');
  });

  it('has one flush in flight; who comes meanwhile leaves together in the next', async () => {
    const { flushes, flush, release, next } = heldFlush();
    const batch = createMicroBatch(options({ flush }));
    let begun = next();
    const first = batch.submit('a');
    await begun;
    const rest = ['b', 'c', 'd'].map((item) => batch.submit(item));
    await new Promise(setImmediate);
    expect(flushes).toEqual([['a']]);
    expect(batch.queued()).toBe(3);
    begun = next();
    release();
    expect(await first).toBe('A');
    await begun;
    release();
    expect(await Promise.all(rest)).toEqual(['B', 'C', 'D']);
    expect(flushes).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('has as many flushes in flight as it has lanes, and a key in one of them at a time', async () => {
    const { flush, flushes, release, next } = heldFlush();
    const batch = createMicroBatch(options({ flush, lanes: 2, keyOf: (item) => item.slice(0, 1) }));
    const began = next();
    const work = [batch.submit('a1')];
    await began;
    const second = next();
    work.push(batch.submit('a2'), batch.submit('b1'));
    await second;
    work.push(batch.submit('c1'));
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(flushes).toEqual([['a1'], ['b1']]);
    const third = next();
    release();
    await third;
    expect(flushes.at(-1)).toEqual(['c1', 'a2']);
    release();
    release();
    expect(await Promise.all(work)).toEqual(['A1', 'A2', 'B1', 'C1']);
  });

  it('opens a further lane only for as many as are worth it, and shares twice as many out', async () => {
    const { flush, flushes, release, next } = heldFlush();
    const batch = createMicroBatch(options({ flush, lanes: 2, worthALane: 2 }));
    const submit = (items: readonly string[]) => items.map((item) => batch.submit(item));
    const turns = async () => {
      for (let n = 0; n < 3; n += 1) await new Promise(setImmediate);
    };
    const began = next();
    const work = submit(['a']);
    await began;
    work.push(...submit(['b']));
    await turns();
    expect(flushes).toEqual([['a']]);
    work.push(...submit(['c']));
    await turns();
    expect(flushes).toEqual([['a'], ['b', 'c']]);
    release();
    release();
    await Promise.all(work);
    const shared = submit(['d', 'e', 'f', 'g']);
    await turns();
    expect(flushes.slice(2)).toEqual([
      ['d', 'e'],
      ['f', 'g'],
    ]);
    shared.push(...submit(['h']));
    release();
    await turns();
    expect(flushes).toHaveLength(4);
    release();
    await turns();
    release();
    await Promise.all(shared);
    expect(flushes.slice(4)).toEqual([['h']]);
  });

  it('keeps items of one key apart and in order, without holding up others', async () => {
    const flushes: string[][] = [];
    const batch = createMicroBatch(
      options({
        keyOf: (item) => (item.startsWith('-') ? undefined : item[0]),
        flush: async (items) => {
          flushes.push([...items]);
          return items.map((item) => ({ ok: true, value: item }));
        },
      }),
    );
    await Promise.all(['a1', 'a2', 'b1', 'a3', '-', '-'].map((item) => batch.submit(item)));
    expect(flushes).toEqual([['a1', 'b1', '-', '-'], ['a2'], ['a3']]);
  });

  it('bounds a flush by count and bytes, and sends what is larger alone', async () => {
    const flushes: string[][] = [];
    const batch = createMicroBatch(
      options({
        maxItems: 3,
        maxBytes: 10,
        flush: async (items) => {
          flushes.push([...items]);
          return items.map((item) => ({ ok: true, value: item }));
        },
      }),
    );
    await Promise.all(['1', '2', '3', '4', '55555', '666666', 'x'.repeat(50), '7'].map((item) => batch.submit(item)));
    expect(flushes).toEqual([['1', '2', '3'], ['4', '55555'], ['666666'], ['x'.repeat(50)], ['7']]);
  });

  it('refuses at once beyond its room, in count and in bytes, and has room again later', async () => {
    for (const bound of [{ maxQueued: 2 }, { maxQueuedBytes: 2 }]) {
      const { flush, release, next } = heldFlush();
      const batch = createMicroBatch(options({ flush, ...bound }));
      let begun = next();
      const first = batch.submit('a');
      await begun;
      const waiting = [batch.submit('b'), batch.submit('c')];
      await expect(batch.submit('d')).rejects.toBeInstanceOf(StoreUnavailable);
      begun = next();
      release();
      await first;
      await begun;
      const late = batch.submit('e');
      begun = next();
      release();
      expect(await Promise.all(waiting)).toEqual(['B', 'C']);
      await begun;
      release();
      expect(await late).toBe('E');
    }
  });

  it('does not send what waited too long, nor what waited behind it for as long', async () => {
    const { flushes, flush, release, next } = heldFlush();
    let now = 0;
    const batch = createMicroBatch(options({ flush, maxWaitMs: 100, now: () => now, keyOf: (item) => item[0] }));
    let begun = next();
    const first = batch.submit('x');
    await begun;
    const late = ['a1', 'a2', 'b1'].map((item) => batch.submit(item));
    now = 50;
    const inTime = batch.submit('a3');
    now = 120;
    begun = next();
    release();
    expect(await first).toBe('X');
    for (const outcome of await Promise.allSettled(late)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    await begun;
    release();
    expect(await inTime).toBe('A3');
    expect(flushes).toEqual([['x'], ['a3']]);
    expect(batch.queued()).toBe(0);
  });

  it('fails the items of a flush that throws, and goes on', async () => {
    let broken = true;
    const batch = createMicroBatch(
      options({
        flush: async (items) => {
          if (broken) throw new Error('down');
          return items.map((item) => ({ ok: true, value: item }));
        },
      }),
    );
    for (const outcome of await Promise.allSettled([batch.submit('a'), batch.submit('b')])) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'down' } });
    }
    broken = false;
    expect(await batch.submit('c')).toBe('c');
  });

  it('fails those items for which a flush gives no result', async () => {
    const batch = createMicroBatch(options({ flush: async () => [{ ok: true, value: 'only' }] }));
    const outcomes = await Promise.allSettled([batch.submit('a'), batch.submit('b')]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
  });

  it('settles all it took before it is closed, and takes no more', async () => {
    const { flush, release, next } = heldFlush();
    const batch = createMicroBatch(options({ flush, maxItems: 1 }));
    const settled: string[] = [];
    let begun = next();
    const work = ['a', 'b'].map((item) => batch.submit(item).then((value) => settled.push(value)));
    await begun;
    const closed = batch.close().then(() => settled.push('closed'));
    await expect(batch.submit('c')).rejects.toBeInstanceOf(StoreUnavailable);
    begun = next();
    release();
    await begun;
    release();
    await Promise.all([...work, closed]);
    expect(settled).toEqual(['A', 'B', 'closed']);
    await batch.close();
  });

  it('settles every item once, in order of its key, whatever the bounds', async () => {
    const item = fc.record({ key: fc.integer({ min: 0, max: 3 }), size: fc.integer({ min: 0, max: 30 }), turn: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(item, { maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 5 }),
        async (items, maxItems, maxBytes, lanes, worthALane) => {
          const sent: number[] = [];
          const underWay = new Set<number | undefined>();
          let flushes = 0;
          const batch = createMicroBatch<number, number>({
            name: 'test',
            maxItems,
            maxBytes,
            maxQueued: 1_000,
            maxQueuedBytes: 10_000,
            lanes,
            worthALane,
            sizeOf: (n) => items[n]?.size ?? 0,
            keyOf: (n) => (items[n]?.key === 0 ? undefined : String(items[n]?.key)),
            flush: async (flush) => {
              const keys = flush.flatMap((n) => (items[n]?.key === 0 ? [] : [items[n]?.key]));
              expect(new Set(keys).size).toBe(keys.length);
              for (const key of keys) {
                expect(underWay).not.toContain(key);
                underWay.add(key);
              }
              expect((flushes += 1)).toBeLessThanOrEqual(lanes);
              expect(flush.length).toBeLessThanOrEqual(maxItems);
              if (flush.length > 1) expect(flush.reduce((sum, n) => sum + (items[n]?.size ?? 0), 0)).toBeLessThanOrEqual(maxBytes);
              sent.push(...flush);
              for (let turns = (flush[0] ?? 0) % 3; turns > 0; turns -= 1) await new Promise(setImmediate);
              for (const key of keys) underWay.delete(key);
              flushes -= 1;
              return flush.map((n) => ({ ok: true, value: n }));
            },
          });
          const results: Promise<number>[] = [];
          for (const [n, { turn }] of items.entries()) {
            results.push(batch.submit(n));
            if (turn) await new Promise(setImmediate);
          }
          expect(await Promise.all(results)).toEqual(items.map((_, n) => n));
          expect([...sent].sort((a, b) => a - b)).toEqual(items.map((_, n) => n));
          for (const key of [1, 2, 3]) {
            const ofKey = sent.filter((n) => items[n]?.key === key);
            expect(ofKey).toEqual([...ofKey].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
