import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, type AppendResult } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observedResult } from './observed/observation.js';
import { RawClient } from './observed/raw-client.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server.js';

const ADMIN = { credentials: { username: 'admin', password: 'changeit' } };

describe('writers at once, as a real node was seen to answer', () => {
  let server: ProtocolServer;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    server = await startProtocolServer();
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const outcome = (append: Promise<AppendResult>): Promise<string> =>
    append.then(
      ({ nextExpectedRevision }) => `ok@${nextExpectedRevision}`,
      (error: { type: string }) => error.type,
    );
  const idsIn = async (stream: string): Promise<unknown[]> => {
    const ids: unknown[] = [];
    for await (const { event } of client.readStream(stream)) ids.push(event?.id);
    return ids;
  };

  it('3.twenty concurrent no_stream writers', async () => {
    const seen = observedResult('3.twenty concurrent no_stream writers') as Record<string, number>;
    const event = () => jsonEvent({ type: 't', data: { a: 1 } });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => outcome(client.appendToStream('race', event(), { expectedRevision: 'no_stream' }))),
    );
    expect(outcomes.filter((one) => one === 'ok@0')).toHaveLength(seen['ok'] as number);
    expect(outcomes.filter((one) => one === 'wrong-expected-version')).toHaveLength(seen['wrong-expected-version'] as number);
  });

  // How many of them are dropped is chance; that one is stored and none is refused is not.
  it.each([
    ['3.BatchAppend twenty concurrent writers of the same id, any #0', 'any', {}, 'deadline-exceeded'],
    ['3.BatchAppend twenty concurrent writers of the same id, no_stream #1', 'no_stream', {}, 'deadline-exceeded'],
    ['3.Append twenty concurrent writers of the same id, any #0', 'any', ADMIN, 'timeout'],
    ['3.Append twenty concurrent writers of the same id, no_stream #1', 'no_stream', ADMIN, 'timeout'],
  ] as const)('%s', async (_name, expectedRevision, options, dropped) => {
    const stream = randomUUID();
    const event = jsonEvent({ id: randomUUID(), type: 'same', data: { a: 1 } });
    const all = Array.from({ length: 20 }, () => outcome(client.appendToStream(stream, event, { expectedRevision, ...options })));
    const outcomes = new Set(await Promise.all(all));
    outcomes.delete(dropped);
    expect([...outcomes]).toEqual(['ok@0']);
    expect(await idsIn(stream)).toEqual([event.id]);
    expect(await outcome(client.appendToStream(stream, event, { expectedRevision, ...options }))).toBe('ok@0');
  });

  it('12.raw Append: options and 2 events sent, then client cancels: stored?', async () => {
    const raw = new RawClient(server.port);
    const message = (id: string) => ({
      proposedMessage: { id: { string: id }, metadata: { type: 't', 'content-type': 'application/json' }, data: '{}' },
    });
    const options = { streamIdentifier: { streamName: 'cancelled' }, any: {} };
    await raw.cancelledAppend([{ options }, message(randomUUID()), message(randomUUID())]);
    await client.appendToStream('after', jsonEvent({ type: 't', data: {} }));
    const read = idsIn('cancelled').catch((error: { type: string }) => error.type);
    expect(await read).toBe(observedResult('12.raw Append: options and 2 events sent, then client cancels: stored?'));
    raw.close();
  });

  it('12.130 subscriptions on one client: 99 are confirmed beside the open append stream, the others wait in silence', async () => {
    // All clients of a process share a server's connection: this one has a server to itself.
    const alone = await startProtocolServer();
    const own = EventStoreDBClient.connectionString(alone.url);
    await own.appendToStream('open', jsonEvent({ type: 't', data: {} }));
    let confirmed = 0;
    const subscriptions = Array.from({ length: 130 }, () => {
      const subscription = own.subscribeToStream('open', { fromRevision: 'end' });
      subscription.on('confirmation', () => (confirmed += 1));
      subscription.on('error', () => undefined);
      subscription.resume();
      return subscription;
    });
    while (confirmed < 99) await sleep(10);
    await sleep(200);
    const seen = observedResult('12.130 subscriptions on one client: how many are confirmed within 3 s; does an append still work?');
    expect(confirmed).toBe((seen as { confirmedAfter3s: number }).confirmedAfter3s);
    for (const subscription of subscriptions.slice(0, 40)) await subscription.unsubscribe();
    while (confirmed < 130) await sleep(10);
    await Promise.all(subscriptions.slice(40).map((subscription) => subscription.unsubscribe()));
    await own.dispose();
    await alone.stop();
  });

  it('6.slow consumer: what was written while the subscriber did not read comes in order, and it is told twice that it has caught up', async () => {
    const subscription = client.subscribeToStream('slow');
    const told: string[] = [];
    let delivered = 0;
    subscription.on('caughtUp', () => told.push(`caughtUp@${delivered}`));
    const iterator = subscription[Symbol.asyncIterator]();
    const first = iterator.next();
    await client.appendToStream('slow', jsonEvent({ type: 'n', data: { n: 0 } }));
    await first;
    const total = 3_000;
    for (let n = 1; n < total; n += 500) {
      const events = Array.from({ length: Math.min(500, total - n) }, (_, k) => jsonEvent({ type: 'n', data: { n: n + k } }));
      await client.appendToStream('slow', events);
    }
    for (delivered = 1; delivered < total; delivered += 1) {
      const { value } = (await iterator.next()) as { value: { event?: { revision: bigint } } };
      expect(value.event?.revision).toBe(BigInt(delivered));
    }
    await client.appendToStream('slow', jsonEvent({ type: 'n', data: {} }));
    await iterator.next();
    expect(told).toHaveLength(2);
    await subscription.unsubscribe();
  });
});
