import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, readWholeStream } from '../../../domain/ledger/event-store.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { startProtocolCluster, type ProtocolCluster } from './testing/protocol-server/protocol-cluster.js';

describe('a cluster whose leader goes', () => {
  let cluster: ProtocolCluster;
  let store: EventStoreDbStore;
  beforeEach(async () => {
    cluster = await startProtocolCluster();
    store = await EventStoreDbStore.open({ url: cluster.url });
  });
  afterEach(async () => {
    await store.close();
    await cluster.stop();
  });

  it('leaves no rejection that nobody handles, when a call breaks while the next leader is looked for in vain', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const stream = freshStream();
      await store.append(stream, 'no-stream', sampleEvents(1));
      const electing = cluster.lead(1, 3_000);
      // Reads have left the node that leads no more and look for another; the call for appends is still open there, and breaks now.
      const reading = store.readStream(stream, 0, 1).catch(() => undefined);
      await sleep(300);
      expect(cluster.nodes[0]?.faults.breakBatchStreams()).toBe(1);
      await reading;
      await electing;
      expect(await store.append(stream, 0, sampleEvents(1))).toMatchObject({ revision: 1 });
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('goes on with the others when it is cut off from them and still answers', async () => {
    // Sooner than a connection that nobody uses for new calls is closed by itself.
    const impatient = await EventStoreDbStore.open({ url: cluster.url, settleWithinMs: 3_000 });
    const stream = freshStream();
    const following = follow(impatient, undefined);
    await impatient.append(stream, 'no-stream', sampleEvents(1));
    await following.until(1);
    cluster.nodes[0]?.faults.set({ cutOff: true });
    await cluster.lead(1);
    const appends = Array.from({ length: 20 }, () => impatient.append(freshStream(), 'no-stream', sampleEvents(1)));
    expect(await impatient.append(stream, 0, sampleEvents(1))).toMatchObject({ revision: 1 });
    await Promise.all(appends);
    await following.until(22);
    await following.stop();
    expect(await readWholeStream(impatient, stream)).toHaveLength(2);
    await impatient.close();
  });

  it('is not taken for a log put back, while the next one does not show yet what it has', async () => {
    const stream = freshStream();
    const following = follow(store, undefined);
    await store.append(stream, 'no-stream', sampleEvents(30));
    await following.until(30);
    const before = await store.head();
    await cluster.nodes[0]?.kill();
    cluster.inaugurate(1, 5);
    for (let look = 0; look < 10; look += 1) {
      // It says that it does not know, and never that the log is shorter.
      await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.readAll(before, 10)).rejects.toBeInstanceOf(StoreUnavailable);
      await sleep(50);
    }
    const appending = store.append(stream, 29, sampleEvents(2));
    await sleep(500);
    await cluster.lead(1);
    expect(await appending).toMatchObject({ revision: 31 });
    await following.until(32);
    await following.stop();
    expect(following.seen).toEqual((await store.readAll(undefined, 100)).events);
  });
});
