import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOfClient, expectOnWire } from './observed/exchange.js';
import { Likeness } from './observed/likeness.js';
import { observed, observedResult, type Observation } from './observed/observation.js';
import { RawClient } from './observed/raw-client.js';
import { startProtocolCluster, type ProtocolCluster } from './protocol-cluster.js';
import { startProtocolServer } from './protocol-server.js';

const { cases } = observed('cluster');
const uuids = JSON.stringify(cases.map(({ sent }) => sent)).match(/[0-9a-f-]{36}/g);
/** The port of the leader that was observed. */
const LEADER = /2313/g;

describe('a follower, as one of three real nodes was seen to answer', () => {
  const likeness = new Likeness(new Set(uuids));
  let cluster: ProtocolCluster;
  let raw: RawClient;
  const clients: EventStoreDBClient[] = [];
  beforeAll(async () => {
    cluster = await startProtocolCluster();
    raw = new RawClient(cluster.nodes[1]?.port ?? 0);
  });
  afterAll(async () => {
    raw.close();
    await Promise.all(clients.map((client) => client.dispose()));
    await cluster.stop();
  });

  const clientOf = (node: number): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${cluster.nodes[node]?.port}?tls=false`);
    clients.push(client);
    return client;
  };

  for (const one of cases) {
    it(one.name, async () => {
      const here = JSON.parse(JSON.stringify(one).replace(LEADER, String(cluster.nodes[0]?.port))) as Observation;
      if (one.by === 'raw') return expectOnWire(raw, likeness, here);
      // A second try goes on with the client of the first, which now knows the leader.
      const second = one.name.includes('2nd try');
      const client = second ? (clients.at(-1) as EventStoreDBClient) : clientOf(one.name.includes('at leader') ? 0 : 1);
      await expectOfClient(client, likeness, here);
    });
  }

  it('9c.Gossip.Read at a follower', async () => {
    const seen = observedResult('9c.Gossip.Read at a follower') as { members: { state: string; is_alive: boolean }[] };
    const members = await raw.gossip();
    expect(members.map(({ state, alive }) => ({ state, alive })).sort(byState)).toEqual(
      seen.members.map(({ state, is_alive: alive }) => ({ state, alive })).sort(byState),
    );
    expect(members.map(({ port }) => port).sort()).toEqual(cluster.nodes.map(({ port }) => port).sort());
  });

  it('9c.cluster client: append', async () => {
    const client = EventStoreDBClient.connectionString(cluster.url);
    clients.push(client);
    const result = await client.appendToStream('p9c-f', jsonEvent({ type: 't', data: { a: 1 } }));
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });
});

describe('discovery, as it was seen with real nodes', () => {
  const append = async (url: string): Promise<unknown> => {
    const client = EventStoreDBClient.connectionString(url);
    try {
      return await client.appendToStream('p9-disc', jsonEvent({ type: 't', data: { a: 1 } }));
    } finally {
      await client.dispose();
    }
  };

  it('9.esdb+discover to single node; two hosts, one dead; a follower preferred where there is only a leader', async () => {
    const server = await startProtocolServer();
    const dead = await startProtocolServer();
    await dead.stop();
    const { port } = server;
    const urls = [
      `esdb+discover://127.0.0.1:${port}?tls=false`,
      `esdb://127.0.0.1:${dead.port},127.0.0.1:${port}?tls=false`,
      `esdb://127.0.0.1:${dead.port},127.0.0.1:${port}?tls=false&nodePreference=follower`,
    ];
    for (const [n, url] of urls.entries()) expect(await append(url)).toMatchObject({ success: true, nextExpectedRevision: BigInt(n) });
    await server.stop();
  });
});

const byState = (a: { state: string }, b: { state: string }): number => a.state.localeCompare(b.state);
