import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, type StreamSubscription } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observedResult } from './observed/observation.js';
import { spawnProtocolServer, type ProtocolServerProcess } from './protocol-server-process.js';

describe('a node started again, as a real one was seen to go on', () => {
  let server: ProtocolServerProcess;
  beforeAll(async () => {
    server = await spawnProtocolServer();
  });
  afterAll(() => server.stop());

  it.each([
    ['9d.idempotent repeat after kill -9 and restart', 'kill'],
    ['12.idempotent repeat of the very last writes right after SIGKILL and restart', 'kill'],
    ['12.idempotent repeat of the very last writes right after SIGTERM and restart', 'terminate'],
  ] as const)('%s', async (name, end) => {
    const client = EventStoreDBClient.connectionString(server.url);
    const streams = { no_stream: `again-${randomUUID()}`, any: `again-${randomUUID()}` };
    const events = () => [1, 2].map((n) => jsonEvent({ id: randomUUID(), type: 't', data: { n } }));
    const batches = { no_stream: events(), any: events() };
    for (const key of ['no_stream', 'any'] as const) await client.appendToStream(streams[key], batches[key], { expectedRevision: key });
    await client.dispose();
    await server[end]();
    await server.start();
    const later = EventStoreDBClient.connectionString(server.url);
    const repeat = async (key: 'no_stream' | 'any'): Promise<string> => {
      const { nextExpectedRevision } = await later.appendToStream(streams[key], batches[key], { expectedRevision: key });
      return `ok@${nextExpectedRevision}`;
    };
    const length = async (stream: string): Promise<number> => {
      let count = 0;
      for await (const _ of later.readStream(stream)) count += 1;
      return count;
    };
    expect({
      no_stream: await repeat('no_stream'),
      any: await repeat('any'),
      lenNoStream: await length(streams.no_stream),
      lenAny: await length(streams.any),
    }).toEqual(observedResult(name));
    await later.dispose();
  });

  it.each([
    ['6k.SIGKILL: every open stream breaks with UNAVAILABLE', 'kill', 14],
    ['6k.SIGTERM: every open stream breaks with INTERNAL', 'terminate', 13],
  ] as const)('%s; the same client goes on once the node is back', async (_name, end, code) => {
    const client = EventStoreDBClient.connectionString(server.url);
    const stream = randomUUID();
    const event = () => jsonEvent({ type: 't', data: { a: 1 } });
    await client.appendToStream(stream, event());
    const broken = [client.subscribeToAll(), client.subscribeToStream(stream)].map((subscription) => {
      const told = subscription as StreamSubscription;
      told.on('data', () => undefined);
      const caughtUp = new Promise<void>((resolve) => told.on('caughtUp', resolve));
      const error = new Promise<unknown>((resolve) => told.on('error', resolve));
      return { caughtUp, error };
    });
    await Promise.all(broken.map(({ caughtUp }) => caughtUp));
    await server[end]();
    for (const { error } of broken) expect(await error).toMatchObject({ code });
    await server.start();
    const patience = Date.now() + 20_000;
    for (;;) {
      const done = await client.appendToStream(stream, event()).catch(() => undefined);
      if (done?.success === true) break;
      expect(Date.now()).toBeLessThan(patience);
      await sleep(100);
    }
    await client.dispose();
  });
});
