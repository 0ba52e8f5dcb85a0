// The application with real tokens and handlers that are held: whose requests run, whose wait, and who does not wait for whom.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { RateLimits, type QuotaTable } from '../rate-limits/rate-limits.js';
import { createApp } from './app.js';

const quotas: QuotaTable = { employer: 50, analyst: 50, regulator: 50, operator: 50, 'platform-service': 50, public: 50, 'failed-sign-ins': 50 };
const MOST = 2;

let home: string;
let issuer: LocalIssuer;
let limits: RateLimits;
let app: FastifyInstance;
/** Requests whose handlers run, by their name, and what lets them go. */
let held: Map<string, () => void>;
/** All that ever ran, in their order. */
let ran: string[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-turns-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));

beforeEach(async () => {
  [held, ran] = [new Map(), []];
  limits = new RateLimits(quotas, { turns: { person: MOST, service: 5 } });
  const actors: Pick<Vault, 'actorFor'> = { actorFor: async (_issuer, subject) => `id of ${subject}` };
  app = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false, rateLimits: limits });
  const hold = async (request: FastifyRequest): Promise<string> => {
    const { name = '' } = request.query as { name?: string };
    ran.push(name);
    await new Promise<void>((resolve) => held.set(name, resolve));
    held.delete(name);
    return name;
  };
  const config = { policy: 'records.read', reads: () => ({}) } as object;
  app.get('/held', { config }, hold);
  app.get('/broken', { config }, () => Promise.reject(new Error('broken')));
  app.get('/stays', { config: { ...config, stays: (request: FastifyRequest) => request.headers.accept === 'text/event-stream' } as object }, hold);
  await app.ready();
});
afterEach(async () => {
  vi.useRealTimers();
  for (const go of held.values()) go();
  await app.close();
});

const sign = (sub: string, role: Role = 'employer'): Promise<string> => issuer.sign({ sub, role }, 3_600);
const get = (url: string, token: string, accept = '*/*'): Promise<LightMyRequestResponse> => app.inject({ url, headers: { authorization: `Bearer ${token}`, accept } });
const goAll = (): void => {
  for (const go of [...held.values()]) go();
};

describe('the requests of one client', () => {
  it('run so many at a time, in the order in which they came, and nobody else waits for them', async () => {
    const [loud, quiet] = [await sign('loud'), await sign('quiet')];
    const asked = ['1', '2', '3', '4', '5'].map((name) => get(`/held?name=${name}`, loud));
    await expect.poll(() => limits.waiting()).toBe(3);
    expect([...held.keys()]).toEqual(['1', '2']);
    const other = get('/held?name=other', quiet);
    await expect.poll(() => [...held.keys()]).toEqual(['1', '2', 'other']);
    held.get('other')?.();
    expect((await other).statusCode).toBe(200);
    while (ran.length < 6 || held.size > 0) {
      expect(held.size).toBeLessThanOrEqual(MOST);
      goAll();
      await new Promise((resolve) => setImmediate(resolve));
    }
    const answers = await Promise.all(asked);
    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual(['1', '2', '3', '4', '5'].map((name) => [200, name]));
    expect(ran).toEqual(['1', '2', 'other', '3', '4', '5']);
  });

  it('give their turns back whatever becomes of them', async () => {
    const token = await sign('someone');
    const answers = await Promise.all(Array.from({ length: 4 * MOST }, () => get('/broken', token)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([500]));
    expect(limits.waiting()).toBe(0);
  });

  it('never run when their client has gone while they waited', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const token = await sign('someone');
    const send = (name: string) => {
      const sent = httpRequest({ port: (app.server.address() as AddressInfo).port, path: `/held?name=${name}`, headers: { authorization: `Bearer ${token}` } });
      sent.on('error', () => undefined).on('response', (answer) => answer.resume());
      sent.end();
      return sent;
    };
    // Each has a socket of its own: the second is sent when the first has come.
    send('1');
    await expect.poll(() => held.size).toBe(1);
    send('2');
    await expect.poll(() => held.size).toBe(2);
    const gone = send('gone');
    await expect.poll(() => limits.waiting()).toBe(1);
    const next = send('next');
    await expect.poll(() => limits.waiting()).toBe(2);
    gone.destroy();
    await expect.poll(() => limits.waiting()).toBe(1);
    goAll();
    await expect.poll(() => [...held.keys()]).toEqual(['next']);
    const answered = once(next, 'response');
    goAll();
    await answered;
    expect(ran).toEqual(['1', '2', 'next']);
  });

  it('give their turns back when the connection ends on which they stood behind others', async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const token = await sign('someone');
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    socket.write(['1', '2', '3', '4'].map((name) => `GET /held?name=${name} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`).join(''));
    await expect.poll(() => [held.size, limits.waiting()]).toEqual([2, 2]);
    socket.destroy();
    await expect.poll(() => limits.waiting()).toBe(0);
    goAll();
    const next = get('/held?name=next', token);
    await expect.poll(() => [...held.keys()]).toEqual(['next']);
    goAll();
    expect((await next).statusCode).toBe(200);
    expect(ran).toEqual(['1', '2', 'next']);
  });

  it('are told to come again when they have waited long', async () => {
    const token = await sign('someone');
    const asked = ['1', '2'].map((name) => get(`/held?name=${name}`, token));
    await expect.poll(() => held.size).toBe(2);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const late = get('/held?name=late', token);
    while (limits.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(10_000);
    const answer = await late;
    expect(answer.statusCode).toBe(429);
    expect(answer.headers).toMatchObject({ 'retry-after': '1', ratelimit: expect.stringMatching(/^"default";r=47;/) as string });
    expect(answer.json()).toMatchObject({ code: 'too-many-at-once' });
    goAll();
    await Promise.all(asked);
    expect(ran).toEqual(['1', '2']);
  });

  it('that stay take no turn', async () => {
    const token = await sign('someone');
    const staying = ['a', 'b', 'c'].map((name) => get(`/stays?name=${name}`, token, 'text/event-stream'));
    await expect.poll(() => held.size).toBe(3);
    const asked = get('/held?name=1', token);
    await expect.poll(() => held.size).toBe(4);
    goAll();
    await Promise.all([...staying, asked]);
  });

  it('of a service are more at a time', async () => {
    const token = await sign('service', 'platform-service');
    const asked = ['1', '2', '3', '4', '5', '6'].map((name) => get(`/held?name=${name}`, token));
    await expect.poll(() => [held.size, limits.waiting()]).toEqual([5, 1]);
    goAll();
    await expect.poll(() => held.size).toBe(1);
    goAll();
    await Promise.all(asked);
  });
});
