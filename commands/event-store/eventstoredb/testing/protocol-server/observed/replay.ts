// For tests only. Law: each exchange is repeated twice, on two servers that have the same past: as it went over the wire, which
// shows messages, status, text and trailers, and through the official client, which shows what its caller gets.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startProtocolServer, type ProtocolServer } from '../protocol-server.js';
import { clientCall } from './client-call.js';
import { Likeness } from './likeness.js';
import { type Fields, type Given, type Observation, type ObservedGroup } from './observation.js';
import { RawClient } from './raw-client.js';
import { withoutEmpty } from './wire-fields.js';

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
      if (one.method !== undefined) await expectOnWire(raw, wire, one);
      if (one.by === 'raw') {
        // What only the wire shows goes on the other server too, so that both keep one past.
        if (one.method !== undefined) await other.call(one, one.receivedCount ?? one.received?.length ?? 0);
        return;
      }
      const client = clients[one.throwOnAppendFailure === false ? 1 : 0] as EventStoreDBClient;
      if (one.ownClient !== true) return expectOfClient(client, callers, one);
      const own = EventStoreDBClient.connectionString((servers[1] as ProtocolServer).url);
      await expectOfClient(own, callers, one);
      await own.dispose();
    });
  }
}

/** Repeats an exchange over the wire. */
export async function expectOnWire(raw: RawClient, likeness: Likeness, one: Observation): Promise<void> {
  const { received = [], receivedCount = received.length, status } = one;
  const answer = await raw.call(one, receivedCount);
  const shown = answer.received.slice(0, received.length);
  const observed = received.map(withoutEmpty);
  expect(shown).toEqual(likeness.expected(observed, shown));
  expect(answer.received).toHaveLength(receivedCount);
  if (status !== undefined) expect(answer.status).toEqual(likeness.expected(status, answer.status));
}

/** Repeats an exchange through the official client. */
export async function expectOfClient(client: EventStoreDBClient, likeness: Likeness, one: Observation): Promise<void> {
  if (one.method === undefined) return expect(await streamNow(client, one.name)).toEqual(one.result);
  const outcome = await clientCall(client, one);
  if (one.error !== undefined) {
    expect(outcome.error).toEqual(likeness.expected(one.error, outcome.error));
    return;
  }
  expect(outcome.error).toBeUndefined();
  const shown =
    one.method === 'Read' && Array.isArray(outcome.result) ? asObserved(outcome.result as Fields[], one.result) : outcome.result;
  expect(shown ?? null).toEqual(likeness.expected(one.result, shown));
}

/** Writes the events of a read the way this one was written down. */
function asObserved(events: readonly Fields[], observed: unknown): unknown {
  const list = events.map(({ event }) => event as Fields | undefined);
  if (typeof observed === 'number') return events.length;
  if (typeof observed === 'string') return list.map((event) => String(event?.['revision']).replace('n', '')).join(',');
  if (!Array.isArray(observed)) return { n: events.length, first: list[0]?.['revision'], last: list.at(-1)?.['revision'] };
  const [first] = observed as unknown[];
  if (typeof first === 'string' && / cp\d+$/.test(first)) return events.map(withPositions);
  if (typeof first === 'string')
    return list.map((event) => `${name(event)}@${String(event?.['revision']).replace('n', '')} ${String(event?.['type'])}`);
  if (typeof first === 'object' && first !== null && !('event' in first) && !('link' in first)) return list.map((event) => event?.['data']);
  return events;
}

const withPositions = ({ event, commitPosition }: Fields): string => {
  const { streamId, revision, type, position } = event as {
    streamId: string;
    revision: string;
    type: string;
    position: { commit: string; prepare: string };
  };
  return `${streamId}@${revision} ${type} c${position.commit}/p${position.prepare} cp${String(commitPosition)}`.replace(/(\d)n/g, '$1');
};

/** Names were written down without the run's own ending, but for `$` names. */
const name = (event: Fields | undefined): string => {
  const stream = String(event?.['streamId']);
  return stream.startsWith('$') ? stream : stream.replace(/-[0-9a-f]{6}$/, '');
};

/** The stream that the exchange before wrote to, as revision, type and data. */
async function streamNow(client: EventStoreDBClient, title: string): Promise<unknown> {
  const [, stream = ''] = /\[(.+)\]$/.exec(title) ?? [];
  const seen: string[] = [];
  try {
    for await (const { event } of client.readStream(stream)) seen.push(`${event?.revision}:${event?.type}:${JSON.stringify(event?.data)}`);
  } catch (error) {
    return (error as { type?: string }).type;
  }
  return seen;
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
