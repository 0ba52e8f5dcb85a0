import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknown, StoreUnavailable, readWholeStream } from '../../domain/ledger/event-store.js';
import type { PostgresEventStore } from './postgres-event-store.js';
import { openCutProxy, type CutProxy } from './testing/cut-proxy.js';
import { follow } from './testing/follow.js';
import { openPostgresLog, type PostgresLogUnderTest } from './testing/postgres-log.js';
import { freshStream, sampleEvent, sampleEvents } from './testing/sample-events.js';

describe('a flush whose connection breaks', () => {
  let log: PostgresLogUnderTest;
  let proxy: CutProxy;
  let store: PostgresEventStore;
  beforeEach(async () => {
    log = await openPostgresLog();
    proxy = await openCutProxy(log.url);
    store = await log.reopen({ url: proxy.url, settleWithinMs: 5_000, connectTimeoutMs: 1_000, statementTimeoutMs: 500 });
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
  });
  afterEach(async () => {
    proxy.heal();
    await log.dispose();
    await proxy.close();
  });

  const stored = async (stream: string): Promise<string[]> => (await readWholeStream(log.store, stream)).map((event) => event.id);

  for (const kind of ['before', 'after', 'silence'] as const) {
    it(`is settled by sending it again (${kind})`, async () => {
      const taken = freshStream();
      await store.append(taken, 'no-stream', sampleEvents(1));
      const mark = sampleEvent({ mark: 'strike-here' });
      const struck = proxy.strike({ statement: 'strike-here', kind });
      const [streams, appends] = [
        [freshStream(), freshStream()],
        [[mark], sampleEvents(3)],
      ];
      const outcomes = await Promise.allSettled([
        ...streams.map((stream, n) => store.append(stream, 'no-stream', appends[n] ?? [])),
        store.append(taken, 'no-stream', sampleEvents(1)),
      ]);
      await struck;
      expect(outcomes).toMatchObject([
        { status: 'fulfilled', value: { revision: 0, repeated: kind !== 'before' } },
        { status: 'fulfilled', value: { revision: 2 } },
        { status: 'rejected', reason: { name: 'WrongRevision', actual: 0 } },
      ]);
      for (const [n, stream] of streams.entries()) expect(await stored(stream)).toEqual(appends[n]?.map((event) => event.id));
    });
  }

  it('is of unknown outcome when the server stays away, and a later retry finds what it was', async () => {
    const impatient = await log.reopen({ url: proxy.url, settleWithinMs: 300, connectTimeoutMs: 1_000, statementTimeoutMs: 500 });
    await impatient.append(freshStream(), 'no-stream', sampleEvents(1));
    for (const kind of ['before', 'after'] as const) {
      const stream = freshStream();
      const events = [sampleEvent({ mark: 'strike-here' })];
      const struck = proxy.strike({ statement: 'strike-here', kind, down: true });
      await expect(impatient.append(stream, 'no-stream', events)).rejects.toBeInstanceOf(OutcomeUnknown);
      await struck;
      expect(await stored(stream)).toHaveLength(kind === 'after' ? 1 : 0);
      proxy.heal();
      expect(await impatient.append(stream, 'no-stream', events)).toMatchObject({ revision: 0, repeated: kind === 'after' });
      expect(await stored(stream)).toEqual(events.map((event) => event.id));
    }
  });

  it('leaves the first so many of appends in order, and none behind them', async () => {
    const impatient = await log.reopen({
      url: proxy.url,
      settleWithinMs: 300,
      connectTimeoutMs: 1_000,
      statementTimeoutMs: 500,
      maxFlushAppends: 10,
    });
    for (const kind of ['before', 'after'] as const) {
      const start = await log.store.head();
      const run = Array.from({ length: 40 }, (_, n) => ({
        stream: freshStream(),
        expected: 'no-stream' as const,
        events: [sampleEvent({ mark: n === 23 ? 'strike-here' : 'none' })],
      }));
      const struck = proxy.strike({ statement: 'strike-here', kind, down: true });
      const results = await impatient.appendInOrder(run);
      await struck;
      const names = results.map((result) => (result.status === 'fulfilled' ? 'stored' : (result.reason as Error).name));
      expect(names).toEqual([
        ...Array<string>(20).fill('stored'),
        ...Array<string>(10).fill('OutcomeUnknown'),
        ...Array<string>(10).fill('StoreUnavailable'),
      ]);
      const ids = run.flatMap(({ events }) => events.map((event) => event.id));
      const { events } = await log.store.readAll(start, 100);
      expect(events.map((event) => event.id)).toEqual(ids.slice(0, kind === 'after' ? 30 : 20));
      proxy.heal();
      expect((await impatient.appendInOrder(run)).every(({ status }) => status === 'fulfilled')).toBe(true);
      expect((await log.store.readAll(start, 100)).events.map((event) => event.id)).toEqual(ids);
    }
  });

  it('was never sent when there is no connection to send it on: unavailable at once', async () => {
    const unused = await log.reopen({ url: proxy.url });
    proxy.down();
    await expect(unused.append(freshStream(), 'no-stream', sampleEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(unused.readAll(undefined, 1)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(unused.head()).rejects.toBeInstanceOf(StoreUnavailable);
    proxy.heal();
    expect(await unused.append(freshStream(), 'no-stream', sampleEvents(1))).toMatchObject({ repeated: false });
    expect((await unused.readAll(undefined, 10)).events).toHaveLength(2);
  });

  it('is no matter to subscriptions: they go on where they stood', async () => {
    const following = follow(store, undefined);
    await following.until(1);
    for (let outage = 0; outage < 3; outage += 1) {
      proxy.down();
      await log.store.append(freshStream(), 'no-stream', sampleEvents(4));
      proxy.heal();
      await following.until(1 + 4 * (outage + 1));
    }
    await following.stop();
    expect(following.seen).toEqual((await log.store.readAll(undefined, 100)).events);
  });

  it('is given up while another process holds the log’s lock too long: unavailable, and nothing stored later', async () => {
    const stream = freshStream();
    const holder = await log.pool.connect();
    await holder.query('begin; select position from log.head for update');
    await expect(store.append(stream, 'no-stream', sampleEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await holder.query('rollback');
    holder.release();
    await log.store.append(freshStream(), 'no-stream', sampleEvents(1));
    expect(await stored(stream)).toEqual([]);
  });
});
