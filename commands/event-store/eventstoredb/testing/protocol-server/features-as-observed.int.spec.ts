import { EventStoreDBClient, binaryEvent, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observedResult } from './observed/observation.js';
import { RawClient } from './observed/raw-client.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server.js';

describe('what a node says it can, and how much it takes, as a real one did', () => {
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

  it('1.getSupportedMethods', async () => {
    const raw = new RawClient(server.port);
    const seen = observedResult('1.getSupportedMethods') as {
      methods: { service_name: string; method_name: string; features?: string[] }[];
      event_store_server_version: string;
    };
    expect(await raw.features()).toEqual({
      version: seen.event_store_server_version,
      methods: seen.methods.map((method) => [method.service_name, method.method_name, method.features ?? []]),
    });
    raw.close();
  });

  it('12.fresh disk node: all of $all', async () => {
    const fresh = await startProtocolServer();
    const own = EventStoreDBClient.connectionString(fresh.url);
    const seen = observedResult('12.fresh disk node: all of $all') as string[];
    for (let n = 1; n < seen.length; n += 1) await own.appendToStream('boot', jsonEvent({ type: 't', data: { n: n % 10 } }));
    const all: string[] = [];
    for await (const { event, commitPosition } of own.readAll())
      all.push(`${event?.streamId}@${event?.revision} ${event?.type} ${commitPosition}`);
    expect(all).toEqual(seen);
    await own.dispose();
    await fresh.stop();
  });

  it('8.BatchAppend with batchAppendSize 1000: chunks on the wire', async () => {
    const events = Array.from({ length: 10 }, (_, n) => binaryEvent({ type: 'c', data: Buffer.alloc(400, String(n)) }));
    const { success, nextExpectedRevision } = await client.appendToStream('chunks', events, { batchAppendSize: 1_000 });
    const seen = observedResult('8.BatchAppend with batchAppendSize 1000: chunks on the wire') as Record<string, unknown>;
    expect({ success, nextExpectedRevision: `${nextExpectedRevision}n` }).toEqual({
      success: seen['success'],
      nextExpectedRevision: seen['nextExpectedRevision'],
    });
  });

  const batch = {};
  const single = { credentials: { username: 'admin', password: 'changeit' } };
  it.each([
    ['8.BatchAppend size limit: largest data, type of 1 char, no metadata', batch, 1, 1],
    ['8.BatchAppend size limit: largest data, type of 101 chars, no metadata', batch, 1, 101],
    ['8.BatchAppend size limit: largest data, 10 events, type of 1 char (per event)', batch, 10, 1],
    ['8.Append size limit: largest data, type of 1 char, no metadata', single, 1, 1],
    ['8.Append size limit: largest data, type of 101 chars, no metadata', single, 1, 101],
    ['8.Append size limit: largest data, 10 events, type of 1 char (per event)', single, 10, 1],
  ] as const)('%s', async (name, options, count, typeLength) => {
    const largest = observedResult(name) as number;
    const append = (bytes: number): Promise<unknown> => {
      const event = () => binaryEvent({ type: 't'.repeat(typeLength), data: Buffer.alloc(bytes) });
      return client.appendToStream('sizes', Array.from({ length: count }, event), options);
    };
    await append(largest);
    await expect(append(largest + 1)).rejects.toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: 1_048_576 });
  });
});
