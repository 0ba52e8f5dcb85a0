// For tests only. Law: each exchange is repeated twice, on two servers that have the same past: as it went over the wire, which
// shows messages, status, text and trailers, and through the official client, which shows what its caller gets.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProtocolServer, type ProtocolServer } from '../protocol-server.js';
import { expectOfClient, expectOnWire } from './exchange.js';
import { Likeness } from './likeness.js';
import type { Given, ObservedGroup } from './observation.js';
import { RawClient } from './raw-client.js';

/** Declares a test for each exchange of a group. */
export function replay({ given, cases }: ObservedGroup): void {
  const sent = new Set(JSON.stringify([given, cases.map((one) => [one.sent, one.given])]).match(UUIDS));
  const wire = new Likeness(sent);
  const callers = new Likeness(sent);
  let servers: ProtocolServer[] = [];
  let raw: RawClient;
  let other: RawClient;
  let clients: EventStoreDBClient[] = [];

  beforeAll(async () => {
    servers = [await startProtocolServer(), await startProtocolServer()];
    const [first, second] = servers as [ProtocolServer, ProtocolServer];
    raw = new RawClient(first.port);
    other = new RawClient(second.port);
    clients = ['', '&throwOnAppendFailure=false'].map((option) => EventStoreDBClient.connectionString(`${second.url}${option}`));
    for (const one of given) await write(one);
  });
  afterAll(async () => {
    raw.close();
    other.close();
    await Promise.all(clients.map((client) => client.dispose()));
    await Promise.all(servers.map((server) => server.stop()));
  });

  const write = async (one: Given): Promise<void> => {
    const id = randomUUID();
    await Promise.all([raw, other].map((client) => writeGiven(client, one, id)));
  };

  for (const one of cases) {
    it(one.name, async () => {
      if (one.pauseMs !== undefined) await sleep(one.pauseMs);
      for (const before of one.given ?? []) await write(before);
      const onWire = one.method === undefined ? undefined : expectOnWire(raw, wire, one);
      if (one.by === 'raw') {
        // What only the wire shows goes on the other server too, so that both keep one past.
        await Promise.all([onWire, other.call(one, one.receivedCount ?? one.received?.length ?? 0)]);
        return;
      }
      await onWire;
      const client = clients[one.throwOnAppendFailure === false ? 1 : 0] as EventStoreDBClient;
      if (one.ownClient !== true) return expectOfClient(client, callers, one);
      const own = EventStoreDBClient.connectionString((servers[1] as ProtocolServer).url);
      await expectOfClient(own, callers, one);
      await own.dispose();
    });
  }
}

/** Writes what was there before an exchange. */
export async function writeGiven(raw: RawClient, one: Given, id: string): Promise<void> {
  const options = { streamIdentifier: { streamName: one.stream }, any: {} };
  if (one.deleted === true) return void (await raw.call({ ...GIVEN, method: 'Delete', sent: [{ options }] }, 1));
  const { type = 't', json = true, data = '{"a":1}', metadata, times = 1 } = one;
  const messages = Array.from({ length: times }, (_, n) => ({
    proposedMessage: {
      id: { string: times > 1 ? randomUUID() : (one.id ?? id) },
      metadata: { type, 'content-type': json ? 'application/json' : 'application/octet-stream' },
      data: data.replace('#', String(n)),
      customMetadata: metadata,
    },
  }));
  const { status } = await raw.call({ ...GIVEN, method: 'Append', sent: [{ options }, ...messages] }, 1);
  expect(status?.code).toBe(0);
}

const GIVEN = { name: 'given', by: 'raw' } as const;
const UUIDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
