import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknown, StoreUnavailable, readWholeStream, type EventStore } from '../../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { startProtocolCluster } from './testing/protocol-server/protocol-cluster.js';
import { startProtocolServer } from './testing/protocol-server/protocol-server.js';
import { spawnProtocolServer, type ProtocolServerProcess } from './testing/protocol-server/protocol-server-process.js';

const PROVE = process.env['SIJIL_PROVE'] !== undefined;
const KILLS = PROVE ? 40 : 3;
const WRITERS = 16;

/** What a writer knows of its own stream. */
interface Account {
  readonly stream: string;
  readonly acked: { id: string; revision: number }[];
  readonly attempted: Set<string>;
}

/** Appends one after the other until `stop`; an unknown outcome is settled by repeating the same append. */
async function write(store: EventStore, account: Account, stop: () => boolean): Promise<void> {
  while (!stop()) {
    const events = sampleEvents(1 + (account.acked.length % 3));
    const expected = account.acked.length === 0 ? 'no-stream' : account.acked.length - 1;
    for (const event of events) account.attempted.add(event.id);
    for (;;) {
      try {
        const { revision } = await store.append(account.stream, expected, events);
        account.acked.push(...events.map(({ id }, n) => ({ id, revision: revision - events.length + 1 + n })));
        break;
      } catch (error) {
        if (!(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
      }
    }
  }
}

/** Runs writers and a tailing reader through some trouble, and holds their accounts against the log. */
async function nothingLostThrough(
  stores: readonly EventStore[],
  reader: EventStore,
  trouble: (acked: () => number) => Promise<void>,
): Promise<void> {
  const live = follow(reader, undefined);
  const accounts = Array.from({ length: WRITERS }, (): Account => ({ stream: freshStream(), acked: [], attempted: new Set() }));
  const acked = (): number => accounts.reduce((sum, account) => sum + account.acked.length, 0);
  let over = false;
  const writing = Promise.all(accounts.map((account, n) => write(stores[n % stores.length] as EventStore, account, () => over)));
  await trouble(acked);
  over = true;
  await writing;
  await live.until(acked());
  await live.stop();

  const order: RecordedEvent[] = [];
  for (let page = await reader.readAll(undefined, 1_000); ; page = await reader.readAll(page.next, 1_000)) {
    order.push(...page.events);
    if (page.end) break;
  }
  expect(live.seen).toEqual(order);
  expect(new Set(order.map((event) => event.id)).size).toBe(order.length);
  for (const { stream, acked: known, attempted } of accounts) {
    const stored = await readWholeStream(reader, stream);
    expect(stored.map((event) => event.revision)).toEqual(stored.map((_, n) => n));
    // Every writer settled its last append, so what is stored is exactly what was acknowledged.
    expect(stored.map(({ id, revision }) => ({ id, revision }))).toEqual(known);
    for (const event of stored) expect(attempted.has(event.id)).toBe(true);
  }
}

describe('EventStoreDB killed under load', () => {
  let server: ProtocolServerProcess;
  const opened: EventStoreDbStore[] = [];
  beforeEach(async () => {
    server = await spawnProtocolServer();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    await server.stop();
  });
  const open = async (): Promise<EventStoreDbStore> => {
    const store = await EventStoreDbStore.open({ url: server.url });
    opened.push(store);
    return store;
  };

  it(`loses nothing acknowledged and doubles nothing (${KILLS} kills under ${WRITERS} writers)`, async () => {
    const stores = [await open(), await open()];
    await nothingLostThrough(stores, stores[0] as EventStore, async (acked) => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        // Between two kills the writers come through: each kill meets a log that works.
        const before = acked();
        while (acked() < before + 4 * WRITERS) await new Promise((resolve) => setTimeout(resolve, 5));
        await server.kill();
        await server.start();
      }
    });
  }, 300_000);

  it('tells its callers in bounded time that it is away, holds no more than it has room for, and goes on by itself', async () => {
    const store = await EventStoreDbStore.open({ url: server.url, awayMs: 1_000, settleWithinMs: 1_000, maxQueued: 50, maxUnderWay: 20 });
    opened.push(store);
    const stream = freshStream();
    await store.append(stream, 'no-stream', sampleEvents(1));
    await server.kill();
    const outcomes = await Promise.allSettled(Array.from({ length: 500 }, () => store.append(freshStream(), 'no-stream', sampleEvents(1))));
    for (const outcome of outcomes) {
      expect(outcome.status).toBe('rejected');
      if (outcome.status === 'rejected') expect(['StoreUnavailable', 'OutcomeUnknown']).toContain((outcome.reason as Error).name);
    }
    expect(store.queued()).toBe(0);
    await server.start();
    expect(await store.append(stream, 0, sampleEvents(1))).toMatchObject({ revision: 1 });
  }, 60_000);
});

describe('another log at the same address', () => {
  it('gets no append: a server that lost its events is not the one that was opened', async () => {
    const server = await startProtocolServer();
    const store = await EventStoreDbStore.open({ url: server.url, awayMs: 300 });
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
    await server.stop();
    const empty = await startProtocolServer({ port: server.port });
    try {
      await expect(store.append(freshStream(), 'no-stream', sampleEvents(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      const other = await EventStoreDbStore.open({ url: empty.url });
      expect(other.logId).not.toBe(store.logId);
      await expect(store.append(freshStream(), 'no-stream', sampleEvents(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      expect((await other.readAll(undefined, 10)).events).toEqual([]);
      await other.close();
    } finally {
      await store.close();
      await empty.stop();
    }
  });
});

describe('appends in order on EventStoreDB', () => {
  it('leave the first so many of them when the server dies, and none behind', async () => {
    const server = await spawnProtocolServer();
    const store = await EventStoreDbStore.open({ url: server.url, awayMs: 300, settleWithinMs: 300 });
    try {
      const run = Array.from({ length: 300 }, () => ({ stream: freshStream(), expected: 'no-stream' as const, events: sampleEvents(1) }));
      const ids = run.flatMap(({ events }) => events.map((event) => event.id));
      const storing = store.appendInOrder(run);
      await follow(store, undefined).until(20);
      await server.kill();
      const results = await storing;
      const stored = results.findIndex(({ status }) => status === 'rejected');
      expect(stored).toBeGreaterThan(0);
      expect(results.slice(stored).every(({ status }) => status === 'rejected')).toBe(true);
      await server.start();
      const standing = (await store.readAll(undefined, 1_000)).events.map((event) => event.id);
      expect(standing.length).toBeGreaterThanOrEqual(stored);
      expect(standing).toEqual(ids.slice(0, standing.length));
      expect((await store.appendInOrder(run)).every(({ status }) => status === 'fulfilled')).toBe(true);
      expect((await store.readAll(undefined, 1_000)).events.map((event) => event.id)).toEqual(ids);
    } finally {
      await store.close();
      await server.stop();
    }
  });
});

describe('EventStoreDB’s leader changed under load', () => {
  it(`loses nothing acknowledged and doubles nothing (${KILLS} changes under ${WRITERS} writers)`, async () => {
    const cluster = await startProtocolCluster();
    const stores = [await EventStoreDbStore.open({ url: cluster.url }), await EventStoreDbStore.open({ url: cluster.url })];
    try {
      await nothingLostThrough(stores, stores[1] as EventStore, async (acked) => {
        for (let change = 0; change < KILLS; change += 1) {
          const before = acked();
          while (acked() < before + 4 * WRITERS) await new Promise((resolve) => setTimeout(resolve, 5));
          const [old, next] = [change % 3, (change + 1) % 3];
          const killed = change % 2 === 1;
          if (killed) await cluster.nodes[old]?.kill();
          await cluster.lead(next, 200);
          if (killed) await cluster.nodes[old]?.start();
        }
      });
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await cluster.stop();
    }
  }, 300_000);
});
