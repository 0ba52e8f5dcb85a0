import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, type AppendResult, type EventData } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { METHODS } from './faults.js';
import { startProtocolCluster } from './protocol-cluster.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server.js';

const event = (id: string = randomUUID()): EventData => jsonEvent({ id, type: 't', data: { a: 1 } });
const failure = (promise: Promise<unknown>): Promise<{ type?: string; code?: number }> =>
  promise.then(
    () => ({}),
    (error: unknown) => error as { type?: string; code?: number },
  );

/** Waits for what comes by itself. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(5);
};

describe('a protocol server that was told to fail', () => {
  let server: ProtocolServer;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    server = await startProtocolServer();
    client = EventStoreDBClient.connectionString(server.url);
    await client.appendToStream('there', [event(), event(), event()]);
  });
  afterEach(async () => {
    await client.dispose();
    await server.stop();
  });

  const append = (stream: string, ...events: EventData[]): Promise<AppendResult> =>
    client.appendToStream(stream, events, { expectedRevision: 'no_stream' });
  const stored = async (stream: string): Promise<string[]> => {
    const ids: string[] = [];
    try {
      for await (const resolved of client.readStream(stream)) ids.push(resolved.event?.id ?? '');
    } catch (error) {
      if ((error as { type?: string }).type !== 'stream-not-found') throw error;
    }
    return ids;
  };
  /** Waits until a stream holds so many events. */
  const storedSoon = async (stream: string, count: number): Promise<string[]> => {
    for (;;) {
      const ids = await stored(stream);
      if (ids.length >= count) return ids;
      await sleep(20);
    }
  };

  it('says nothing to an append, and stores nothing of it', async () => {
    server.faults.set({ silent: ['BatchAppend'] });
    const answer = failure(append('silent', event()));
    await until(() => server.faults.silenced === 1);
    server.faults.clear();
    await append('after', event());
    expect(await Promise.race([answer, sleep(50, 'silence')])).toBe('silence');
    expect(await stored('silent')).toEqual([]);
    server.faults.breakBatchStreams();
    expect(await answer).toMatchObject({ type: 'unavailable' });
  });

  it('says nothing to anybody', async () => {
    server.faults.set({ silent: METHODS });
    const own = EventStoreDBClient.connectionString(server.url);
    const asked = [own.appendToStream('a', event()), own.deleteStream('there'), own.readStream('there')[Symbol.asyncIterator]().next()];
    const answers = asked.map((one) => failure(one));
    await until(() => server.faults.silenced === asked.length);
    expect(await Promise.race([...answers, sleep(50, 'silence')])).toBe('silence');
    await own.dispose();
    server.faults.clear();
    expect(await stored('there')).toHaveLength(3);
  });

  it('stores an append and does not say so', async () => {
    server.faults.set({ loseAcks: true });
    const one = event();
    const answer = failure(append('unheard', one));
    expect(await storedSoon('unheard', 1)).toEqual([one.id]);
    expect(await Promise.race([answer, sleep(50, 'silence')])).toBe('silence');
    server.faults.breakBatchStreams();
    expect(await answer).toMatchObject({ type: 'unavailable' });
  });

  it('cuts a read and a subscription after so many events', async () => {
    server.faults.set({ cutReadsAfter: 2 });
    const seen: unknown[] = [];
    const read = (async () => {
      for await (const resolved of client.readStream('there')) seen.push(resolved.event?.revision);
    })();
    expect(await failure(read)).toMatchObject({ code: 14 });
    expect(seen).toEqual([0n, 1n]);
    const subscribed = (async () => {
      for await (const resolved of client.subscribeToStream('there')) seen.push(resolved.event?.revision);
    })();
    expect(await failure(subscribed)).toMatchObject({ code: 14 });
    expect(seen).toEqual([0n, 1n, 0n, 1n]);
  });

  it('delivers each event twice', async () => {
    server.faults.set({ deliverTwice: true });
    const seen: unknown[] = [];
    for await (const resolved of client.readStream('there')) seen.push(resolved.event?.revision);
    expect(seen).toEqual([0n, 0n, 1n, 1n, 2n, 2n]);
  });

  it('says that another leads, whoever that is', async () => {
    const other = await startProtocolServer();
    server.faults.set({ notLeader: { host: '127.0.0.1', port: other.port } });
    const asking = client.appendToStream('asked', event(), { requiresLeader: true, credentials: { username: 'a', password: 'b' } });
    expect(await failure(asking)).toMatchObject({ type: 'not-leader', leader: { address: '127.0.0.1', port: other.port } });
    server.faults.clear();
    await other.stop();
  });

  it('commits after it told of a timeout', async () => {
    server.faults.set({ commitDelayMs: 2_200 });
    const [batched, single] = [event(), event()];
    const asked = [
      failure(append('late-batch', batched)),
      failure(client.appendToStream('late', single, { credentials: { username: 'a', password: 'b' }, deadline: 300 })),
    ];
    expect(await Promise.all(asked)).toMatchObject([{ type: 'deadline-exceeded' }, { type: 'deadline-exceeded', code: 4 }]);
    expect(await storedSoon('late-batch', 1)).toEqual([batched.id]);
    expect(await storedSoon('late', 1)).toEqual([single.id]);
  });

  it('drops a repeat while the first is in commit, and stores one', async () => {
    server.faults.set({ commitDelayMs: 1_000 });
    const one = event();
    const twice = await Promise.all([failure(append('repeated', one)), failure(append('repeated', one))]);
    expect(twice).toMatchObject([{}, { type: 'deadline-exceeded' }]);
    expect(twice[0]).toEqual({});
    expect(await stored('repeated')).toEqual([one.id]);
    server.faults.clear();
    expect(await append('repeated', one)).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });

  it('tells a dropped repeat of a single append that its commit timed out', async () => {
    server.faults.set({ dropRepeats: true });
    const one = event();
    const credentials = { username: 'a', password: 'b' };
    await client.appendToStream('repeated', one, { credentials });
    const again = await failure(client.appendToStream('repeated', one, { credentials }));
    expect(again).toMatchObject({ type: 'timeout', code: 10, message: '10 ABORTED: Operation timed out: Commit phase timeout.' });
  });

  it('breaks a batch stream with many appends pending, each of them stored or not', async () => {
    server.faults.set({ commitDelayMs: 1_000 });
    const events = Array.from({ length: 50 }, () => event());
    const asked = events.map((one, n) => failure(append(`many-${n}`, one)));
    await until(() => server.pendingAppends() === events.length);
    expect(server.faults.breakBatchStreams()).toBe(1);
    for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ type: 'unavailable', code: 14 });
    for (const [n, { id }] of events.entries()) expect(await storedSoon(`many-${n}`, 1)).toEqual([id]);
    server.faults.clear();
    expect(await append('goes-on', event())).toMatchObject({ success: true });
  });

  it('waits before each answer', async () => {
    server.faults.set({ answerDelayMs: 500 });
    const asked = append('slow', event());
    expect(await Promise.race([asked, sleep(50, 'waiting')])).toBe('waiting');
    expect(await asked).toMatchObject({ success: true });
  });

  it('has no room', async () => {
    server.faults.set({ diskFull: true });
    const credentials = { username: 'a', password: 'b' };
    expect(await failure(append('full', event()))).toMatchObject({ code: 14 });
    expect(await failure(client.appendToStream('full', event(), { credentials }))).toMatchObject({ code: 14 });
    server.faults.clear();
    expect(await stored('full')).toEqual([]);
  });

  it('loses what it held back when it is killed', async () => {
    server.faults.set({ commitDelayMs: 60_000 });
    const asked = failure(append('held', event()));
    await until(() => server.pendingAppends() === 1);
    await server.kill();
    expect(await asked).toMatchObject({ code: 14 });
    server.faults.clear();
    await server.start();
    expect(await stored('held')).toEqual([]);
    expect(await stored('there')).toHaveLength(3);
  });
});

describe('three protocol servers of which one is told to lead', () => {
  it('pass leadership on, and keep what was stored', async () => {
    const cluster = await startProtocolCluster();
    const client = EventStoreDBClient.connectionString(cluster.url);
    await client.appendToStream('a', event(), { requiresLeader: true });
    const moving = cluster.lead(1, 500);
    expect(await failure(client.appendToStream('a', event(), { requiresLeader: true }))).not.toEqual({});
    await moving;
    expect(cluster.nodes.map(({ leads }) => leads)).toEqual([false, true, false]);
    await cluster.nodes[0]?.kill();
    const other = EventStoreDBClient.connectionString(cluster.url);
    expect(await other.appendToStream('a', event(), { requiresLeader: true, expectedRevision: 0n })).toMatchObject({ success: true });
    await cluster.nodes[0]?.start();
    await Promise.all([client.dispose(), other.dispose()]);
    await cluster.stop();
  });
});
