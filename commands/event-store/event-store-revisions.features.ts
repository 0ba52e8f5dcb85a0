import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WrongRevision, readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { comparePositions } from '../../domain/ledger/position.js';
import { freshStream, sampleEvent, sampleEvents } from './testing/sample-events.js';
import type { MakeStore, StoreUnderTest } from './testing/store-under-test.js';

/** Appends happen once, at exactly the revision they name. */
export function revisionFeatures(makeStore: MakeStore): void {
  describe('revisions', () => {
    let under: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterAll(() => under.dispose());

    const idsIn = async (stream: string): Promise<string[]> => (await readWholeStream(store, stream)).map((event) => event.id);

    it('count from 0, one an event', async () => {
      const stream = freshStream();
      const first = await store.append(stream, 'no-stream', sampleEvents(3));
      expect(first).toMatchObject({ revision: 2, repeated: false });
      const second = await store.append(stream, 2, sampleEvents(1));
      expect(second).toMatchObject({ revision: 3, repeated: false });
      expect(comparePositions(first.position, second.position)).toBeLessThan(0);
      expect((await readWholeStream(store, stream)).map((event) => event.revision)).toEqual([0, 1, 2, 3]);
    });

    it('give the position at which the last event is found', async () => {
      const stream = freshStream();
      const { position } = await store.append(stream, 'no-stream', sampleEvents(2));
      expect((await store.readStream(stream, 1, 1))[0]?.position).toBe(position);
    });

    for (const [name, present, expected] of [
      ['behind the stream', 3, 1],
      ['ahead of the stream', 3, 7],
      ['no stream where one stands', 1, 'no-stream'],
      ['a stream where none stands', 0, 0],
    ] as const) {
      it(`refuse an append that expects ${name}`, async () => {
        const stream = freshStream();
        if (present > 0) await store.append(stream, 'no-stream', sampleEvents(present));
        const before = await idsIn(stream);
        const failure: unknown = await store.append(stream, expected, sampleEvents(2)).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(WrongRevision);
        expect(failure).toMatchObject({ stream, expected, actual: present - 1 });
        expect(await idsIn(stream)).toEqual(before);
      });
    }

    it('let the same append be repeated, and answer as before', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      const events = sampleEvents(2);
      const first = await store.append(stream, 0, events);
      await store.append(stream, 2, sampleEvents(1));
      expect(await store.append(stream, 0, events)).toEqual({ ...first, repeated: true });
      expect(await (await under.reopen()).append(stream, 0, events)).toEqual({ ...first, repeated: true });
      expect(await idsIn(stream)).toHaveLength(4);
    });

    it('let a first append be repeated', async () => {
      const stream = freshStream();
      const events = sampleEvents(3);
      const first = await store.append(stream, 'no-stream', events);
      expect(await store.append(stream, 'no-stream', events)).toEqual({ ...first, repeated: true });
      expect(await idsIn(stream)).toHaveLength(3);
    });

    it('refuse an append of which only a part is known', async () => {
      const stream = freshStream();
      const known = sampleEvents(2);
      await store.append(stream, 'no-stream', known);
      for (const events of [[...known, sampleEvent()], [sampleEvent(), ...known.slice(1)], [...known.slice(0, 1), sampleEvent()], known.toReversed()]) {
        await expect(store.append(stream, 'no-stream', events)).rejects.toBeInstanceOf(WrongRevision);
      }
      expect(await idsIn(stream)).toEqual(known.map((event) => event.id));
    });

    it('refuse known events at another revision', async () => {
      const stream = freshStream();
      const [a, b] = [sampleEvent({ n: 0 }), sampleEvent({ n: 1 })];
      await store.append(stream, 'no-stream', [a, b]);
      await expect(store.append(stream, 'no-stream', [b])).rejects.toBeInstanceOf(WrongRevision);
      await expect(store.append(stream, 0, [a])).rejects.toBeInstanceOf(WrongRevision);
    });

    it('let one of fifty racers win', async () => {
      const stream = freshStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      const other = await under.reopen();
      const racers = Array.from({ length: 50 }, (_, n) => ({ events: sampleEvents(1 + (n % 3)), store: n % 2 === 0 ? store : other }));
      const outcomes = await Promise.allSettled(racers.map((racer) => racer.store.append(stream, 0, racer.events)));
      const won = outcomes.flatMap((outcome, n) => (outcome.status === 'fulfilled' ? [n] : []));
      expect(won).toHaveLength(1);
      const winner = racers[won[0] ?? 0]?.events ?? [];
      expect((await idsIn(stream)).slice(1)).toEqual(winner.map((event) => event.id));
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'WrongRevision', actual: winner.length });
      }
    });

    it('let racers with the same events all succeed, once', async () => {
      const stream = freshStream();
      const events = sampleEvents(2);
      const other = await under.reopen();
      const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? store : other).append(stream, 'no-stream', events)));
      expect(new Set(outcomes.map((outcome) => outcome.position)).size).toBe(1);
      expect(outcomes.filter((outcome) => !outcome.repeated)).toHaveLength(1);
      expect(await idsIn(stream)).toHaveLength(2);
    });

    it('read streams at the same time, some of them the same, each from where it is asked', async () => {
      const [long, short, missing] = [freshStream(), freshStream(), freshStream()];
      await store.append(long, 'no-stream', sampleEvents(4));
      await store.append(short, 'no-stream', sampleEvents(1));
      const asked = [[long, 0, 9], [short, 0, 9], [long, 0, 9], [long, 2, 9], [missing, 0, 9], [long, 2, 1], [short, 0, 9]] as const;
      const pages = await Promise.all(asked.map(([stream, from, limit]) => store.readStream(stream, from, limit)));
      expect(pages.map((page) => page.map(({ revision }) => revision))).toEqual([[0, 1, 2, 3], [0], [0, 1, 2, 3], [2, 3], [], [2], [0]]);
      expect(pages.map(([first], n) => first === undefined || first.stream === asked[n]?.[0])).not.toContain(false);
    });

    it('read a missing stream as empty, and a stream from any revision', async () => {
      expect(await store.readStream(freshStream(), 0, 10)).toEqual([]);
      const stream = freshStream();
      await store.append(stream, 'no-stream', sampleEvents(5));
      const revisions = async (from: number, limit: number): Promise<number[]> =>
        (await store.readStream(stream, from, limit)).map((event) => event.revision);
      expect(await revisions(3, 10)).toEqual([3, 4]);
      expect(await revisions(1, 2)).toEqual([1, 2]);
      expect(await revisions(5, 10)).toEqual([]);
      expect(await revisions(0, 0)).toEqual([]);
    });
  });
}
