import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { ForeignPosition, comparePositions, logIdOf, makePosition, orderOf, parsePosition, type Position } from '../../domain/ledger/position.js';
import { follow } from './testing/follow.js';
import { freshStream, sampleEvents } from './testing/sample-events.js';
import type { MakeStore, StoreUnderTest } from './testing/store-under-test.js';

async function readFrom(store: EventStore, after: Position | undefined, limit: number): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let at = after; ; ) {
    const page = await store.readAll(at, limit);
    events.push(...page.events);
    at = page.next;
    if (page.end) return events;
    expect(page.events).not.toHaveLength(0);
  }
}

/** One order for all streams, without gaps, the same for whoever reads it and whenever. */
export function orderFeatures(makeStore: MakeStore): void {
  describe('order', () => {
    let under: StoreUnderTest;
    let store: EventStore;
    beforeAll(async () => {
      under = await makeStore();
      store = under.store;
    });
    afterAll(() => under.dispose());

    it('starts at the head of an empty log, and follows from there', async () => {
      const start = await store.head();
      expect(parsePosition(start)).toBe(start);
      expect(logIdOf(start)).toBe(store.logId);
      expect(await store.readAll(start, 10)).toEqual({ events: [], next: start, end: true });
      const { position } = await store.append(freshStream(), 'no-stream', sampleEvents(2));
      expect(comparePositions(await store.head(), position)).toBe(0);
      expect((await store.readAll(start, 10)).next).toBe(position);
    });

    it('is the order of appends, whole appends side by side', async () => {
      const start = await store.head();
      const streams = [freshStream(), freshStream('contract'), freshStream()];
      const written: string[] = [];
      for (let round = 0; round < 3; round += 1) {
        for (const stream of streams) {
          const events = sampleEvents(3);
          await store.append(stream, round === 0 ? 'no-stream' : round * 3 - 1, events);
          written.push(...events.map((event) => event.id));
        }
      }
      const read = await readFrom(store, start, 1_000);
      expect(read.map((event) => event.id)).toEqual(written);
      for (const [n, event] of read.entries()) {
        if (n > 0) expect(comparePositions(read[n - 1]?.position ?? start, event.position)).toBeLessThan(0);
      }
    });

    it('is the same in pages of any size, and from any event on', async () => {
      const start = await store.head();
      await store.append(freshStream(), 'no-stream', sampleEvents(20));
      const whole = await readFrom(store, start, 1_000);
      expect(whole).toHaveLength(20);
      for (const limit of [1, 3, 7, 19, 20, 21]) expect(await readFrom(store, start, limit)).toEqual(whole);
      for (const [n, event] of whole.entries()) expect(await readFrom(store, event.position, 6)).toEqual(whole.slice(n + 1));
    });

    it('counts what is still to come', async () => {
      const start = await store.head();
      await store.append(freshStream(), 'no-stream', sampleEvents(5));
      const third = (await store.readAll(start, 3)).next;
      const count = await store.countAfter(third);
      if (count !== undefined) {
        expect(count).toBe(2);
        expect(await store.countAfter(await store.head())).toBe(0);
      }
    });

    it('refuses positions of another log', async () => {
      const foreign = makePosition('0000feedbeef0000', orderOf(await store.head()));
      await expect(store.readAll(foreign, 1)).rejects.toBeInstanceOf(ForeignPosition);
      await expect(store.countAfter(foreign)).rejects.toBeInstanceOf(ForeignPosition);
      const following = follow(store, foreign);
      await expect(following.until(1)).rejects.toBeInstanceOf(ForeignPosition);
      await following.stop();
    });

    it('has an id that another store over the same log shares', async () => {
      const other = await under.reopen();
      expect(other.logId).toBe(store.logId);
      expect(await other.head()).toBe(await store.head());
    });

    it('is followed live under sixteen writers: none missed, none doubled, none out of order', async () => {
      const start = await store.head();
      const other = await under.reopen();
      const live = follow(store, start);
      const across = follow(other, start);
      const appends = 40;
      const written = await Promise.all(
        Array.from({ length: 16 }, async (_, writer) => {
          const through = writer % 2 === 0 ? store : other;
          const stream = freshStream();
          const ids: string[] = [];
          for (let n = 0; n < appends; n += 1) {
            const events = sampleEvents(1 + ((n + writer) % 3));
            await through.append(stream, ids.length === 0 ? 'no-stream' : ids.length - 1, events);
            ids.push(...events.map((event) => event.id));
          }
          return { stream, ids };
        }),
      );
      const total = written.reduce((sum, { ids }) => sum + ids.length, 0);
      await Promise.all([live.until(total), across.until(total)]);
      await Promise.all([live.stop(), across.stop()]);
      const order = await readFrom(store, start, 100);
      expect(order).toHaveLength(total);
      expect(live.seen).toEqual(order);
      expect(across.seen).toEqual(order);
      for (const { stream, ids } of written) {
        expect(order.filter((event) => event.stream === stream).map((event) => event.id)).toEqual(ids);
        expect((await readWholeStream(store, stream)).map((event) => event.id)).toEqual(ids);
      }
    });

    it('is taken up again where a subscription was left', async () => {
      const start = await store.head();
      await store.append(freshStream(), 'no-stream', sampleEvents(10));
      const first = follow(store, start);
      await first.until(10);
      await first.stop();
      const at = first.seen[3]?.position;
      const second = follow(store, at);
      await second.until(6);
      await store.append(freshStream(), 'no-stream', sampleEvents(2));
      await second.until(8);
      await second.stop();
      expect(second.seen).toEqual(await readFrom(store, at, 100));
    });

    it('begins at the first event for a subscriber without a position', async () => {
      await store.append(freshStream(), 'no-stream', sampleEvents(1));
      const following = follow(store, undefined);
      await following.until(1);
      await following.stop();
      expect(following.seen[0]).toEqual((await store.readAll(undefined, 1)).events[0]);
    });

    it('ends a subscription at its signal, also while it waits', async () => {
      const following = follow(store, await store.head());
      await following.stop();
      expect(following.seen).toEqual([]);
      const signal = AbortSignal.abort();
      for await (const page of store.subscribe(undefined, signal)) expect.fail(`a page of ${page.events.length} after the signal`);
    });
  });
}
