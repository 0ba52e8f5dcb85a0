import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_FAMILIES } from '../../domain/access/command-families.js';
import type { ReadSubject } from '../../domain/access/read-on-record.js';
import type { Role } from '../../domain/access/roles.js';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { TOKEN_BELIEVED_MS } from '../auth/token-memory.js';
import { createApp } from './app.js';
import { callerOf } from './authenticate.js';

let home: string;
let issuer: LocalIssuer;
let app: FastifyInstance;
/** Subjects whose actor was asked for, numbers that were looked up, and what the vault says. */
let asked: string[];
let sought: string[];
let away: boolean;
let known: Map<string, string>;
let dead: Set<string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-auth-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));

beforeEach(async () => {
  [asked, sought, away, known, dead] = [[], [], false, new Map([['1000000008', 'a citizen'], ['2000000006', 'a resident']]), new Set()];
  const actors: Pick<Vault, 'actorFor' | 'bearerOf'> = {
    async bearerOf({ scheme, value }) {
      sought.push(`${scheme} ${value}`);
      return known.get(value);
    },
    async actorFor(_issuer, subject) {
      asked.push(subject);
      if (away) throw new StoreUnavailable('the vault is away');
      return `id of ${subject}`;
    },
  };
  app = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false, isDeceased: async (personId) => dead.has(personId) });
  app.get('/operations', { config: { policy: 'operations.read' } as object }, (request) => callerOf(request));
  const reads = (): ReadSubject => ({ category: null, recordId: null, asked: {} });
  app.get('/records', { config: { policy: 'records.read', reads } as object }, (request) => callerOf(request));
  app.get('/metrics', { config: { policy: 'metrics.read' } as object }, (request) => callerOf(request));
  app.get('/visas', { config: { policy: 'commands.visa' } as object }, (request) => callerOf(request));
  app.get('/rules', { config: { policy: 'commands.ruleSet' } as object }, (request) => callerOf(request));
  await app.ready();
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const sign = (role: Role, sub = 'someone', ttl = 600): Promise<string> => issuer.sign({ sub, role, synthetic: true }, ttl);
const get = (url: string, token: string): Promise<LightMyRequestResponse> => app.inject({ url, headers: { authorization: `Bearer ${token}` } });

describe('the token of a human', () => {
  const ofHuman = (sub: string, nationalNumber: string, role: Role = 'employer'): Promise<string> => issuer.sign({ sub, role, nationalNumber }, 600);

  it('is believed no more once his death is recorded, within the minute in which it was believed before', async () => {
    const token = await ofHuman('someone', '1000000008');
    expect((await get('/metrics', token)).statusCode).toBe(403);
    expect((await get('/records', token)).statusCode).toBe(200);
    dead.add('a citizen');
    const since = performance.now();
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(since + TOKEN_BELIEVED_MS);
    for (const one of [token, await ofHuman('another device', '1000000008'), await ofHuman('someone', '1000000008', 'regulator')]) {
      const answer = await get('/records', one);
      expect(answer.json()).toMatchObject({ status: 401, code: 'person-inactive' });
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
    expect((await get('/records', await ofHuman('someone', '2000000006'))).statusCode).toBe(200);
    dead.clear();
    expect((await get('/records', token)).statusCode).toBe(200);
  });
});

describe('a token that was verified before', () => {
  it('names its caller at each request, and asks the vault for him once', async () => {
    const [mine, other] = [await sign('platform-service'), await sign('platform-service', 'another')];
    for (const [token, sub] of [[mine, 'someone'], [other, 'another'], [mine, 'someone']] as const) {
      const answer = await get('/operations', token);
      expect(answer.json()).toEqual({
        actor: { actorId: `id of ${sub}`, role: 'platform-service', onBehalfOf: null, source: 'platform-service', families: COMMAND_FAMILIES },
        synthetic: true,
        personId: null,
      });
    }
    expect(asked).toEqual(['someone', 'another']);
  });

  it('opens no route that its role does not open, whichever it was shown to first', async () => {
    const token = await sign('operator');
    expect((await get('/operations', token)).statusCode).toBe(403);
    expect(asked).toEqual([]);
    expect((await get('/metrics', token)).statusCode).toBe(200);
    expect((await get('/operations', token)).json()).toMatchObject({ status: 403, code: 'role-not-allowed' });
  });

  it('opens the families of commands that its scope names, and no other', async () => {
    const token = async (scope: string): Promise<string> => issuer.sign({ sub: 'someone', role: 'platform-service', scope }, 600);
    for (const scope of ['command:visa', 'openid command:visa', 'command:*']) expect((await get('/visas', await token(scope))).statusCode, scope).toBe(200);
    for (const scope of ['', 'command:contract', 'command:visas']) {
      expect((await get('/visas', await token(scope))).json(), scope).toMatchObject({ status: 403, code: 'family-not-allowed' });
    }
  });

  it('ends when it ends, though it would be remembered for longer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const token = await sign('platform-service', 'someone', 10);
    expect((await get('/operations', token)).statusCode).toBe(200);
    // Clocks that differ by thirty seconds are granted.
    vi.setSystemTime(Date.now() + 38_000);
    expect((await get('/operations', token)).statusCode).toBe(200);
    vi.setSystemTime(Date.now() + 3_000);
    expect((await get('/operations', token)).json()).toMatchObject({ status: 401, code: 'token-expired' });
  });

  it('is nothing to go by for a token that was altered', async () => {
    const token = await sign('platform-service');
    expect((await get('/operations', token)).statusCode).toBe(200);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const altered = Buffer.from(JSON.stringify({ ...claims, sub: 'another' })).toString('base64url');
    expect((await get('/operations', `${header}.${altered}.${signature}`)).json()).toMatchObject({ status: 401, code: 'token-invalid' });
  });
});

describe('the human in a token', () => {
  const employer = (nationalNumber?: string, role: Role = 'employer'): Promise<string> => issuer.sign({ sub: 'someone', role, nationalNumber }, 600);
  const personFor = async (token: string, url = '/records'): Promise<unknown> => (await get(url, token)).json<{ personId?: unknown }>().personId;

  it('is whom the directory knows by his national id or iqama number, asked for once', async () => {
    for (const [number, person] of [['1000000008', 'a citizen'], ['٢٠٠٠٠٠٠٠٠٦', 'a resident']] as const) {
      const token = await employer(number);
      for (const _time of [1, 2]) expect(await personFor(token)).toBe(person);
    }
    expect(sought).toEqual(['national-id 1000000008', 'iqama 2000000006']);
  });

  it('is nobody without a number, with one that fails its own check, and for a service', async () => {
    for (const number of [undefined, '', '1000000009', 'A1234567', '1'.repeat(50)]) expect(await personFor(await employer(number)), number).toBeNull();
    expect(await personFor(await employer('1000000008', 'platform-service'))).toBeNull();
    expect(sought).toEqual([]);
  });

  it('whose accounts may make rules has one id under all of them, whether the directory knows him or not', async () => {
    const humanOf = async (sub: string, role: Role, nationalNumber?: string): Promise<string | undefined> =>
      (await get(role === 'regulator' ? '/rules' : '/records', await issuer.sign({ sub, role, nationalNumber }, 600))).json<{ actor: { human?: string } }>().actor.human;
    expect(await humanOf('one', 'regulator', '1000000016')).toBe('id of national-id:1000000016');
    expect(await humanOf('another', 'regulator', '١٠٠٠٠٠٠٠١٦')).toBe('id of national-id:1000000016');
    for (const number of [undefined, '1000000009']) expect(await humanOf('a third', 'regulator', number)).toBeUndefined();
    expect(await humanOf('one', 'employer', '1000000016')).toBeUndefined();
  });

  it('is found at the next request once the directory knows him', async () => {
    const token = await employer('1000000016');
    expect(await personFor(token)).toBeNull();
    known.set('1000000016', 'a newcomer');
    expect(await personFor(token)).toBe('a newcomer');
  });
});

it('a second Authorization header is refused, whichever of them is good', async () => {
  const origin = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const good = `Bearer ${await sign('platform-service')}`;
  const answers = [[good], [good, good], [good, 'Bearer x'], ['Bearer x', good], ['', good]].map(
    (tokens) =>
      new Promise<string>((resolve, reject) => {
        const headers = ['host', origin.host, ...tokens.flatMap((token, n) => [n === 0 ? 'Authorization' : 'authorization', token])];
        request(new URL('/operations', origin), { headers }, (answer) => {
          answer.setEncoding('utf8');
          let body = '';
          answer.on('data', (part: string) => (body += part));
          answer.on('end', () => resolve(`${answer.statusCode} ${(JSON.parse(body) as { code?: string }).code}`));
        })
          .on('error', reject)
          .end();
      }),
  );
  expect(await Promise.all(answers)).toEqual(['200 undefined', ...Array<string>(4).fill('401 token-invalid')]);
});

it('a caller whom the vault could not tell is asked for again', async () => {
  const token = await sign('platform-service');
  away = true;
  expect((await get('/operations', token)).json()).toMatchObject({ status: 503, code: 'store-unavailable' });
  away = false;
  expect((await get('/operations', token)).statusCode).toBe(200);
  expect(asked).toEqual(['someone', 'someone']);
});

it('a route without a policy, or with one that is not in the table, does not start', async () => {
  for (const config of [{}, { policy: 'records.write' }, { policy: 'toString' }, { roles: ['regulator'] }]) {
    const actors: Pick<Vault, 'actorFor'> = { actorFor: async () => 'nobody' };
    const open = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false });
    open.get('/open', { config: config }, () => 'open');
    await expect(open.ready(), JSON.stringify(config)).rejects.toThrow('route GET /open names no policy');
    await open.close();
  }
});
