import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ForeignPosition } from '../../../domain/ledger/position.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { openEventStoreDbLog, type EventStoreDbLogUnderTest } from './testing/eventstoredb-log.js';
import { startProtocolServer } from './testing/protocol-server/protocol-server.js';

describe('a store over EventStoreDB', () => {
  let log: EventStoreDbLogUnderTest;
  beforeEach(async () => {
    log = await openEventStoreDbLog();
  });
  afterEach(() => log.dispose());

  it('is given one id, by however many open it first', async () => {
    const server = await startProtocolServer();
    const stores = await Promise.all(Array.from({ length: 8 }, () => EventStoreDbStore.open({ url: server.url })));
    try {
      expect(new Set(stores.map((store) => store.logId)).size).toBe(1);
      // The id is no event of the ledger.
      expect(await stores[0]?.readAll(undefined, 10)).toMatchObject({ events: [], end: true });
      expect(await stores[0]?.readStream('sijil-log', 0, 10)).toEqual([]);
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await server.stop();
    }
  });

  it('refuses more than it has room for, and takes it later', async () => {
    const small = await log.reopen({ maxUnderWay: 2, maxQueued: 3 });
    log.server.faults.set({ commitDelayMs: 50 });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => small.append(freshStream(), 'no-stream', sampleEvents(1))));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(5);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ name: 'StoreUnavailable' });
    expect(await small.append(freshStream(), 'no-stream', sampleEvents(1))).toMatchObject({ revision: 0 });
  });

  it('settles what it took before it closes, ends subscriptions and connections, and takes nothing after', async () => {
    const before = log.server.connections();
    const store = await log.reopen();
    const following = follow(store, await store.head());
    const stream = freshStream();
    log.server.faults.set({ commitDelayMs: 50 });
    const append = store.append(stream, 'no-stream', sampleEvents(1));
    await store.close();
    expect(await append).toMatchObject({ revision: 0 });
    await expect(following.until(2)).rejects.toThrow('the subscription is over');
    await expect(store.append(stream, 0, sampleEvents(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.readStream(stream, 0, 1)).rejects.toMatchObject({ name: 'StoreUnavailable' });
    await expect(store.head()).rejects.toMatchObject({ name: 'StoreUnavailable' });
    while (log.server.connections() > before) await new Promise(setImmediate);
  });

  it('tells a subscription that waits when the log was put back to an earlier copy', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'put-back-'));
    const [now, copy] = [join(folder, 'now'), join(folder, 'copy')];
    let server = await startProtocolServer({ folder: now });
    const { port, url } = server;
    const store = await EventStoreDbStore.open({ url, doubtMs: 1_000 });
    try {
      await store.append(freshStream(), 'no-stream', sampleEvents(3));
      await server.stop();
      await cp(now, copy, { recursive: true });
      server = await startProtocolServer({ folder: now, port });
      const { position } = await store.append(freshStream(), 'no-stream', sampleEvents(2));
      const following = follow(store, undefined);
      await following.until(5);
      await server.stop();
      server = await startProtocolServer({ folder: copy, port });
      await expect(following.until(6)).rejects.toBeInstanceOf(ForeignPosition);
      await expect(store.readAll(position, 10)).rejects.toBeInstanceOf(ForeignPosition);
      expect((await store.readAll(undefined, 10)).events).toHaveLength(3);
      // What is appended now is no repeat, though it stands where other events stood before.
      expect(await store.append(freshStream(), 'no-stream', sampleEvents(1))).toMatchObject({ revision: 0, repeated: false });
    } finally {
      await store.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
