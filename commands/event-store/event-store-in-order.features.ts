import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeStream, type Appended, type EventStore, type OrderedAppend } from '../../domain/ledger/event-store.js';
import { comparePositions } from '../../domain/ledger/position.js';
import { follow } from './testing/follow.js';
import { freshStream, sampleEvent, sampleEvents } from './testing/sample-events.js';
import type { MakeStore, StoreUnderTest } from './testing/store-under-test.js';

const once = (stream: string, count = 1): OrderedAppend => ({ stream, expected: 'no-stream', events: sampleEvents(count) });
const idsOf = (appends: readonly OrderedAppend[]): string[] => appends.flatMap(({ events }) => events.map((event) => event.id));

/** The values of results that are all successes. */
function valuesOf(results: readonly PromiseSettledResult<Appended>[]): Appended[] {
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

/** Several appends stand in the log in the order in which they were given. */
export function inOrderFeatures(makeStore: MakeStore): void {
  describe('appends in order', () => {
    let under: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterAll(() => under.dispose());

    it('stand in that order, whatever else is appended meanwhile', async () => {
      const start = await store.head();
      const following = follow(store, start);
      const runs = [0, 1].map(() => Array.from({ length: 40 }, (_, n) => once(freshStream(), 1 + (n % 3))));
      const others = Array.from({ length: 40 }, () => once(freshStream()));
      const [first, second] = await Promise.all([
        ...runs.map((run) => store.appendInOrder(run)),
        ...others.map(({ stream, expected, events }) => store.append(stream, expected, events)),
      ] as const);
      for (const results of [first, second]) {
        const positions = valuesOf(results as readonly PromiseSettledResult<Appended>[]).map(({ position }) => position);
        for (const [n, position] of positions.entries())
          if (n > 0) expect(comparePositions(positions[n - 1] ?? start, position)).toBeLessThan(0);
      }
      const all = [...idsOf(runs.flat()), ...idsOf(others)];
      await following.until(all.length);
      await following.stop();
      for (const run of runs) {
        const ids = new Set(idsOf(run));
        expect(following.seen.filter((event) => ids.has(event.id)).map((event) => event.id)).toEqual(idsOf(run));
      }
    });

    it('may go on in one stream, in more than one step, and be more than leave at once', async () => {
      const [long, other] = [freshStream(), freshStream()];
      const steps = Array.from({ length: 5 }, (_, n): OrderedAppend[] => [
        { stream: long, expected: n === 0 ? 'no-stream' : n - 1, events: sampleEvents(1) },
        { stream: other, expected: n === 0 ? 'no-stream' : n * 2 - 1, events: sampleEvents(2) },
      ]).flat();
      const many = Array.from({ length: 600 }, () => once(freshStream()));
      const results = valuesOf(await store.appendInOrder([...steps, ...many]));
      expect(results).toHaveLength(610);
      for (const [n, { position }] of results.entries())
        if (n > 0) expect(comparePositions(results[n - 1]?.position ?? position, position)).toBeLessThan(0);
      expect((await readWholeStream(store, long)).map((event) => event.id)).toEqual(idsOf(steps.filter(({ stream }) => stream === long)));
      expect((await readWholeStream(store, other)).map((event) => event.revision)).toEqual(Array.from({ length: 10 }, (_, n) => n));
    });

    it('that go on in one stream stand once however often they are sent, and fall short where one does not stand', async () => {
      const [long, other, foreign] = [freshStream(), freshStream(), freshStream()];
      const appends: OrderedAppend[] = [
        { stream: long, expected: 'no-stream', events: sampleEvents(2) },
        { stream: other, expected: 'no-stream', events: sampleEvents(1) },
        { stream: long, expected: 1, events: sampleEvents(1) },
        { stream: long, expected: 2, events: sampleEvents(3) },
      ];
      const first = valuesOf(await store.appendInOrder(appends));
      expect(first.map(({ revision, repeated }) => ({ revision, repeated }))).toEqual([1, 0, 2, 5].map((revision) => ({ revision, repeated: false })));
      const again = valuesOf(await store.appendInOrder(appends));
      expect(again.map(({ position }) => position)).toEqual(first.map(({ position }) => position));
      expect(again.every(({ repeated }) => repeated)).toBe(true);
      const placed = (await readWholeStream(store, long)).map(({ id, position }) => ({ id, position }));
      expect(placed.map(({ id }) => id)).toEqual(idsOf(appends.filter(({ stream }) => stream === long)));
      expect([placed[1], placed[2], placed[5]].map((event) => event?.position)).toEqual([first[0], first[2], first[3]].map((value) => value?.position));

      await store.append(foreign, 'no-stream', sampleEvents(1));
      const short = await store.appendInOrder([
        { stream: long, expected: 5, events: sampleEvents(1) },
        { stream: foreign, expected: 'no-stream', events: sampleEvents(1) },
        { stream: long, expected: 6, events: sampleEvents(1) },
      ]);
      expect(short).toMatchObject([
        { status: 'fulfilled', value: { revision: 6 } },
        { status: 'rejected', reason: { name: 'WrongRevision', actual: 0 } },
        { status: 'fulfilled', value: { revision: 7 } },
      ]);
    });

    it('are refused each for itself: the others stand in their order', async () => {
      const taken = freshStream();
      await store.append(taken, 'no-stream', sampleEvents(2));
      const good = Array.from({ length: 3 }, () => once(freshStream()));
      const [a, b, c] = good as [OrderedAppend, OrderedAppend, OrderedAppend];
      const results = await store.appendInOrder([a, once(taken), b, { ...once(freshStream()), events: [sampleEvent({ value: '\0' })] }, c]);
      expect(results).toMatchObject([
        { status: 'fulfilled', value: { revision: 0 } },
        { status: 'rejected', reason: { name: 'WrongRevision', actual: 1 } },
        { status: 'fulfilled', value: { revision: 0 } },
        { status: 'rejected', reason: { name: 'RefusedAppend' } },
        { status: 'fulfilled', value: { revision: 0 } },
      ]);
      expect(await readWholeStream(store, taken)).toHaveLength(2);
      expect(await store.appendInOrder([])).toEqual([]);
    });

    it('are repeated as any append: those that stand are told so, the others are stored', async () => {
      const run = Array.from({ length: 6 }, () => once(freshStream(), 2));
      const first = valuesOf(await store.appendInOrder(run.slice(0, 4)));
      const again = valuesOf(await store.appendInOrder(run));
      expect(again.slice(0, 4)).toEqual(first.map((appended) => ({ ...appended, repeated: true })));
      expect(again.slice(4)).toMatchObject([{ repeated: false }, { repeated: false }]);
    });
  });
}
