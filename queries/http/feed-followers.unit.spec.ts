// Followers who do not behave: a log without an end, so that a client who stops reading fills every buffer between.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLocalIssuer } from '../../bootstrap/auth/local-issuer.js';
import { createApp } from '../../bootstrap/http/app.js';
import { admitAgain, callerOf } from '../../bootstrap/http/authenticate.js';
import { closed } from '../../bootstrap/http/testing/raw-request.js';
import { whenOver } from '../../bootstrap/http/when-over.js';
import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import { makePosition } from '../../domain/ledger/position.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { addFeedRoutes } from './feed-routes.js';
import type { FollowerLimits } from '../feed/follower-limits.js';
import { followOver } from '../testing/follow-over.js';
import type { ReadRouteParts } from './read-route-parts.js';

let home: string;
let app: FastifyInstance;
let token: string;
let told: number;
const clients: Socket[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-feed-'));
  told = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const client of clients.splice(0)) client.destroy();
  await app.close();
  await rm(home, { recursive: true });
});

/** A feed of events of 64 KiB, one after the other, for as long as someone takes them. */
async function serveEndlessFeed(followers: Partial<FollowerLimits>, readAll: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
  const issuer = await openLocalIssuer(home);
  token = await issuer.sign({ sub: 'follower', role: 'platform-service' }, 600);
  const vault: Pick<Vault, 'actorFor'> = { actorFor: () => Promise.resolve('6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001') };
  app = await createApp({ trusted: issuer, vault: vault as Vault, version: '0', logger: false });
  async function* endless(_after: unknown, signal: AbortSignal): AsyncGenerator<LogPage> {
    while (!signal.aborted) {
      told += 1;
      const event = bigEvent(told);
      yield { events: [event], next: event.position, end: false };
    }
  }
  const registry = { of: () => ({ version: 1 }), decode: (event: RecordedEvent) => event } as unknown as EventRegistry;
  const store = { subscribe: endless, readAll } as unknown as EventStore;
  addFeedRoutes(app, { store, registry, records: recordTypes, told: [], callerOf, admitAgain, whenOver, closing: new AbortController().signal, followers } as unknown as ReadRouteParts);
  await app.listen({ port: 0, host: '127.0.0.1' });
}

function bigEvent(n: number): RecordedEvent {
  return {
    position: makePosition('endless', String(n).padStart(16, '0')),
    id: '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a002',
    type: 'CompanyDescribed',
    stream: 'company-6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a003',
    revision: n,
    data: { effectiveOn: '2026-03-01', text: 'x'.repeat(65_536) },
    metadata: { recordedAt: '2026-03-01T00:00:00.000Z', subjects: [], causationId: '', correlationId: '', synthetic: true },
  } as unknown as RecordedEvent;
}

/** Follows the feed without ever reading, several times on one connection; gives the server's end of it. */
async function followWithoutReading(times = 1, query = ''): Promise<Socket> {
  const accepted = once(app.server, 'connection') as Promise<[Socket]>;
  const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  clients.push(client);
  client.on('error', () => undefined);
  client.pause();
  client.write(`GET /v1/feed${query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nAccept: text/event-stream\r\n\r\n`.repeat(times));
  const [server] = await accepted;
  await once(app.server, 'request');
  return server;
}

it('a follower who stops reading is sent no more than the buffers hold, and cut off after his stay', async () => {
  await serveEndlessFeed({ longestStayMs: 500, leaveMs: 200 });
  const server = await followWithoutReading();
  await once(server, 'close');
  // A few megabytes of socket buffers lie between; whoever pulled without end would have told many thousands.
  expect(told).toBeLessThan(500);
});

it('when all places are taken, the next is told to come again, until one is free', async () => {
  await serveEndlessFeed({ most: 1 });
  await followWithoutReading();
  const ask = async (): Promise<readonly unknown[]> => {
    const { statusCode, headers } = await app.inject({ url: '/v1/feed', method: 'HEAD', headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } });
    return [statusCode, headers['retry-after']];
  };
  await expect.poll(ask).toEqual([503, '10']);
  clients[0]?.destroy();
  await expect.poll(ask).toEqual([200, undefined]);
});

/** The status that who would follow now hears; he does not stay. */
async function wouldHear(): Promise<number> {
  const { statusCode } = await app.inject({ url: '/v1/feed', method: 'HEAD', headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } });
  return statusCode;
}

it('who has gone before he was given a place takes none', async () => {
  let answer: () => void = () => undefined;
  const asked = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)));
  await serveEndlessFeed({ mostOfOne: 1 }, asked);
  const server = await followWithoutReading(1, `?after=${bigEvent(1).position}`);
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  clients[0]?.destroy();
  await closed(server);
  answer();
  expect(await wouldHear()).toBe(200);
});

it('a connection that ends leaves all places that were taken over it, also of those whose turn to be answered never came', async () => {
  await serveEndlessFeed({ mostOfOne: 3 });
  const server = await followWithoutReading(3);
  await expect.poll(wouldHear).toBe(429);
  clients[0]?.destroy();
  await closed(server);
  const followed = await Promise.all(Array.from({ length: 3 }, () => followOver(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/feed`, { authorization: `Bearer ${token}` })));
  expect(followed.map(({ headers }) => headers['content-type'])).toEqual(Array(3).fill('text/event-stream'));
  for (const follower of followed) follower.leave();
});

it('a follower is told no more once his token is over', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await serveEndlessFeed({ admittedEveryMs: 0 });
  const follower = await followOver(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1/feed`, { authorization: `Bearer ${token}` });
  await follower.events(3);
  vi.setSystemTime(Date.now() + 631_000);
  // It ends, long before his stay does.
  await follower.rest();
  expect((await app.inject({ url: '/v1/feed', headers: { authorization: `Bearer ${token}` } })).json()).toMatchObject({ code: 'token-expired' });
});

it('one client takes no more places than one may have', async () => {
  await serveEndlessFeed({ mostOfOne: 1 });
  await followWithoutReading();
  const ask = async (): Promise<readonly unknown[]> => {
    const answer = await app.inject({ url: '/v1/feed', headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } });
    return [answer.statusCode, answer.json<{ code: string }>().code, answer.headers['retry-after']];
  };
  await expect.poll(ask).toEqual([429, 'feed-places-taken', '10']);
});
