import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
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
});
