// The application with real tokens and tiny quotas: whose requests count, when, and what they hear beyond them.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { TOKEN_BELIEVED_MS } from '../auth/token-memory.js';
import { RateLimits, type QuotaTable } from '../rate-limits/rate-limits.js';
import { createApp, httpLimits, type AppParts } from './app.js';

const quotas: QuotaTable = { employer: 3, analyst: 2, regulator: 4, operator: 2, 'platform-service': 20, public: 5, 'failed-sign-ins': 4 };

let home: string;
let issuer: LocalIssuer;
/** Signatures that were checked. */
let proofs: number;
let limits: RateLimits;
let app: FastifyInstance;
const clock = { at: 0 };
/** Bodies that reached a handler. */
let bodies: unknown[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-limits-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));

beforeEach(async () => {
  [proofs, bodies, clock.at] = [0, [], 0];
  app = await limited();
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

async function limited(parts: Partial<AppParts> = {}, refusalsASecond = 200): Promise<FastifyInstance> {
  const actors: Pick<Vault, 'actorFor'> = { actorFor: async (_issuer, subject) => `id of ${subject}` };
  const keys: typeof issuer.keys = (...asked) => {
    proofs += 1;
    return issuer.keys(...asked);
  };
  limits = new RateLimits(quotas, { now: () => clock.at, paces: { haste: 10, refusalsASecond } });
  const made = await createApp({ trusted: { ...issuer, keys }, vault: actors as Vault, version: '0', logger: false, rateLimits: limits, ...parts });
  made.get('/records', { config: { policy: 'records.read', reads: () => ({}) } as object }, () => 'records');
  made.get('/operations', { config: { policy: 'operations.read' } as object }, () => 'operations');
  made.post('/visas', { config: { policy: 'commands.visa' } as object }, (request) => {
    bodies.push(request.body);
    return 'accepted';
  });
  made.get('/catalogue', { config: { policy: 'public' } as object }, () => 'catalogue');
  made.get('/alive', { config: { policy: 'public', unlimited: true } as object }, () => 'alive');
  await made.ready();
  return made;
}

const sign = (role: Role, sub = 'someone'): Promise<string> => issuer.sign({ sub, role }, 3_600);
const get = (url: string, token?: string, more: { remoteAddress?: string; headers?: object } = {}): Promise<LightMyRequestResponse> =>
  app.inject({ url, ...more, headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...more.headers } });

async function statuses(requests: number, send: (n: number) => Promise<LightMyRequestResponse>): Promise<readonly number[]> {
  const answers: number[] = [];
  for (let n = 0; n < requests; n += 1) answers.push((await send(n)).statusCode);
  return answers;
}

describe('a client’s requests', () => {
  it('count against its role’s quota, and each answer says what is left', async () => {
    const token = await sign('employer');
    for (const left of [2, 1, 0]) {
      clock.at += 100;
      const answer = await get('/records', token);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({ 'ratelimit-policy': '"default";q=3;w=60', ratelimit: `"default";r=${left};t=60` });
    }
    clock.at += 41_000;
    const answer = await get('/records', token);
    expect(answer.statusCode).toBe(429);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringMatching(/^application\/problem\+json/) as string,
      'cache-control': 'no-store',
      'ratelimit-policy': '"default";q=3;w=60',
      ratelimit: '"default";r=0;t=19',
      'retry-after': '19',
    });
    expect(answer.json()).toEqual({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      title: 'Too Many Requests',
      status: 429,
      code: 'quota-exceeded',
      detail: 'Your requests of this minute are used up.',
      instance: expect.stringMatching(/^urn:uuid:/) as string,
      'violated-policies': ['default'],
    });
    clock.at += 18_800;
    expect((await get('/records', token)).statusCode).toBe(200);
  });

  it('are nobody else’s, not the same person’s in another role, and the same with another token', async () => {
    const [mine, another, asService] = [await sign('employer'), await sign('employer', 'another'), await sign('platform-service')];
    expect(await statuses(5, () => get('/records', mine))).toEqual([200, 200, 200, 429, 429]);
    const renewed = await issuer.sign({ sub: 'someone', role: 'employer', department: 'other' }, 1_800);
    expect(renewed).not.toBe(mine);
    expect((await get('/records', renewed)).statusCode).toBe(429);
    expect(await statuses(4, () => get('/records', another))).toEqual([200, 200, 200, 429]);
    expect(await statuses(21, () => get('/records', asService))).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
    expect(Object.fromEntries(limits.refused())).toMatchObject({ employer: 4, 'platform-service': 1, analyst: 0, nobody: 0 });
  });

  it('count whatever becomes of them, and a body beyond the quota is not read', async () => {
    const token = await sign('platform-service');
    const send = (payload: string): Promise<LightMyRequestResponse> =>
      app.inject({ method: 'POST', url: '/visas', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, payload });
    expect(await statuses(10, () => send('{"a":1}'))).toEqual(Array.from({ length: 10 }, () => 200));
    expect(await statuses(9, () => send('{'))).toEqual(Array.from({ length: 9 }, () => 400));
    const unreadable = await send('{');
    expect(unreadable.statusCode).toBe(400);
    expect(unreadable.headers).toMatchObject({ ratelimit: '"default";r=0;t=60' });
    expect(bodies).toHaveLength(10);
    // One that cannot be parsed is told so where it is read, and how much is left.
    expect((await send('{')).statusCode).toBe(429);
    expect((await send('{"a":1}')).statusCode).toBe(429);
    expect(bodies).toHaveLength(10);
  });

  it('to what their role or scope may not call count by address, whoever sends them, and are checked as a token once', async () => {
    const send = async (n: number): Promise<LightMyRequestResponse> => {
      const scope = 'command:contract';
      const token = await issuer.sign({ sub: `service ${n}`, role: 'platform-service', scope }, 3_600);
      return app.inject({ method: 'POST', url: '/visas', headers: { authorization: `Bearer ${token}` } });
    };
    const token = await sign('analyst');
    expect(await statuses(3, () => get('/operations', token))).toEqual([403, 403, 403]);
    expect(proofs).toBe(1);
    expect(await statuses(4, send)).toEqual([403, 403, 429, 429]);
    const refused = await get('/operations', token);
    expect(refused.json()).toMatchObject({ status: 429, 'violated-policies': ['public'] });
    expect(refused.headers).toMatchObject({ 'retry-after': '60', ratelimit: '"public";r=0;t=60' });
    expect((await get('/operations', token, { remoteAddress: '192.0.2.7' })).statusCode).toBe(403);
    // What they may call is not touched by it.
    expect((await get('/operations', await sign('platform-service'))).statusCode).toBe(200);
  });
});

describe('requests beyond the quota', () => {
  /** What comes back on a connection of which everything is sent at once. */
  const pipelined = async (token: string, requests: number): Promise<{ text: string; ended: boolean }> => {
    const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const one = `GET /records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n`;
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${`${one}\r\n`.repeat(requests - 1)}${one}Connection: close\r\n\r\n`));
    const got = { text: '', ended: false };
    socket.on('data', (bytes) => (got.text += bytes.toString())).on('end', () => (got.ended = true)).on('error', () => undefined);
    await once(socket, 'close');
    return got;
  };
  const answered = (text: string, status: number): number => text.split(`HTTP/1.1 ${status} `).length - 1;

  it('are held, also on one connection, and each is told the same as the first', async () => {
    const { text, ended } = await pipelined(await sign('employer'), 12);
    expect([answered(text, 200), answered(text, 429), ended]).toEqual([3, 9, true]);
    expect(text.match(/retry-after: 60/gi)).toHaveLength(9);
    expect(limits.refusals.held()).toBe(0);
  });

  it('of whom too many would wait to hear it are not answered: their connection ends', async () => {
    await app.close();
    // All at once, as on many connections.
    app = await limited({ limits: { pipelines: { ...httpLimits.pipelines, requests: 300 } } }, 1);
    const { text } = await pipelined(await sign('employer'), 300);
    // By this clock, which stands still, the first is given at once and one more each second.
    expect(answered(text, 429)).toBeLessThanOrEqual(1);
    expect(limits.refusals.unanswered()).toBeGreaterThan(0);
    await expect.poll(() => limits.refusals.held()).toBe(0);
    expect(limits.waiting()).toBe(0);
    // Nobody else has noticed.
    expect((await get('/records', await sign('employer', 'another'))).statusCode).toBe(200);
  });
});

describe('who is nobody', () => {
  it('counts by address where he sends several tokens, of which none is looked at', async () => {
    const origin = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
    const send = (): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(new URL('/records', origin), { headers: ['Host', origin.host, 'Authorization', 'Bearer x', 'Authorization', 'Bearer y'] }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const answers: (number | undefined)[] = [];
    for (let n = 0; n < 7; n += 1) answers.push(await send());
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it('counts by address where no token is needed, and not where it is cheap', async () => {
    expect(await statuses(7, () => get('/catalogue'))).toEqual([200, 200, 200, 200, 200, 429, 429]);
    const answer = await get('/nowhere');
    expect(answer.statusCode).toBe(429);
    expect(answer.json()).toMatchObject({ 'violated-policies': ['public'] });
    expect((await get('/nowhere', undefined, { remoteAddress: '192.0.2.7' })).statusCode).toBe(404);
    expect(await statuses(20, () => get('/alive'))).toEqual(Array.from({ length: 20 }, () => 200));
    expect((await get('/alive')).headers).not.toHaveProperty('ratelimit');
    expect((await get('/records', await sign('employer'))).statusCode).toBe(200);
  });

  it('may not say which address is his, but by a proxy that is trusted', async () => {
    const from = (n: number): object => ({ headers: { 'x-forwarded-for': `192.0.2.${n}` } });
    expect(await statuses(7, (n) => get('/catalogue', undefined, from(n)))).toEqual([200, 200, 200, 200, 200, 429, 429]);
    await app.close();
    app = await limited({ trustedProxies: ['127.0.0.0/8'] });
    expect(await statuses(20, (n) => get('/catalogue', undefined, from(n)))).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await statuses(7, () => get('/catalogue', undefined, from(100)))).toEqual([200, 200, 200, 200, 200, 429, 429]);
    // What the client itself put before the proxy's word is not believed.
    const forged = { headers: { 'x-forwarded-for': '198.51.100.1, 192.0.2.100' } };
    expect((await get('/catalogue', undefined, forged)).statusCode).toBe(429);
  });
});

describe('tokens that are not valid', () => {
  const guess = async (n: number): Promise<string> => `${(await sign('employer', `guess ${n}`)).slice(0, -4)}AAAA`;

  it('are tried so often from one address and then not looked at', async () => {
    const guesses = await Promise.all(Array.from({ length: 10 }, (_, n) => guess(n)));
    expect(await statuses(10, (n) => get('/records', guesses[n]))).toEqual([401, 401, 401, 401, 429, 429, 429, 429, 429, 429]);
    expect(proofs).toBe(4);
    const answer = await get('/records', guesses[0]);
    expect(answer.headers).toMatchObject({ 'ratelimit-policy': '"failed-sign-ins";q=4;w=60', ratelimit: '"failed-sign-ins";r=0;t=60', 'retry-after': '60' });
    expect(answer.json()).toMatchObject({ code: 'quota-exceeded', 'violated-policies': ['failed-sign-ins'] });
    // Of another address, or later.
    expect((await get('/records', guesses[0], { remoteAddress: '192.0.2.7' })).statusCode).toBe(401);
    clock.at += 60_000;
    expect((await get('/records', guesses[0])).statusCode).toBe(401);
  });

  it('are not tried more often when they come all at once', async () => {
    const guesses = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(n)));
    const answers = await Promise.all(guesses.map((token) => get('/records', token)));
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(4);
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(56);
    expect(proofs).toBe(4);
  });

  it('are no hindrance to valid ones, however many come at once', async () => {
    const tokens = await Promise.all(Array.from({ length: 60 }, (_, n) => sign('employer', `person ${n}`)));
    expect(new Set((await Promise.all(tokens.map((token) => get('/records', token)))).map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    const mixed = await Promise.all(tokens.flatMap((_, n) => [sign('employer', `other ${n}`), n < 3 ? guess(n) : sign('employer', `later ${n}`)]));
    const answers = await Promise.all(mixed.map((token) => get('/records', token)));
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(117);
    expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(3);
  });

  it('close the address to new tokens, and not to those that were valid before', async () => {
    const [mine, fresh] = [await sign('employer'), await sign('employer', 'fresh')];
    expect((await get('/records', mine)).statusCode).toBe(200);
    await statuses(5, async (n) => get('/records', await guess(n)));
    expect((await get('/records', fresh)).statusCode).toBe(429);
    expect((await get('/records', mine)).statusCode).toBe(200);
    const since = performance.now();
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(since + TOKEN_BELIEVED_MS);
    const before = proofs;
    expect((await get('/records', mine)).statusCode).toBe(200);
    expect(proofs).toBe(before + 1);
    expect((await get('/records', fresh)).statusCode).toBe(429);
  });

  it('count also where none is sent', async () => {
    expect(await statuses(6, () => get('/records'))).toEqual([401, 401, 401, 401, 429, 429]);
  });
});
