import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, SignJWT, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { CLAIM_NAMES } from './claim-names.js';
import { COOL_DOWN_MS, OLDEST_MS, openRemoteIssuer, REFRESH_MS } from './remote-issuer.js';
import { json, KEYS, makeKey, METADATA, startHttpIssuer, type HttpIssuer } from './testing/http-issuer.js';
import { verifyToken, type TokenClaims, type TrustedIssuer } from './verify-token.js';

let issuer: HttpIssuer;
let clock: number;
let told: string[];
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  issuer = await startHttpIssuer();
  [clock, told] = [0, []];
  closing.push(() => issuer.close());
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const open = (name = issuer.url): TrustedIssuer =>
  openRemoteIssuer({ issuer: name, audience: 'sijil', claimNames: CLAIM_NAMES, monotonic: () => clock, onAway: (reason) => told.push(reason) });
const verify = (trusted: TrustedIssuer, token: string): Promise<TokenClaims> => verifyToken(trusted, `Bearer ${token}`);
async function refusal(trusted: TrustedIssuer, token: string): Promise<{ status: number; code: string; retryAfter: string | undefined }> {
  const problem: unknown = await verify(trusted, token).catch((error: unknown) => error);
  if (!(problem instanceof Problem)) throw new Error('the token was taken', { cause: problem });
  return { status: problem.status, code: problem.code, retryAfter: problem.headers['Retry-After'] };
}
const timesAsked = (path = KEYS): number => issuer.asked.get(path) ?? 0;

describe('keys of an issuer', () => {
  it('are discovered once for all tokens, whatever their algorithm', async () => {
    issuer.keys = await Promise.all([makeKey('ed'), makeKey('es', 'ES256'), makeKey('ps', 'PS256')]);
    const trusted = open();
    const tokens = await Promise.all(issuer.keys.map((key) => issuer.sign({ key })));
    for (const claims of await Promise.all(tokens.map((token) => verify(trusted, token)))) expect(claims).toMatchObject({ iss: issuer.url, sub: 'someone' });
    expect([timesAsked(METADATA), timesAsked()]).toEqual([1, 1]);
  });

  it('say the role and the person in claims of other names where those are configured', async () => {
    const trusted = openRemoteIssuer({ issuer: issuer.url, audience: 'sijil', claimNames: { role: 'labour_role', person: 'nin' } });
    const token = await issuer.sign({ claims: { role: 'operator', labour_role: 'employer', nin: '1000000008' } });
    expect(await verify(trusted, token)).toMatchObject({ role: 'employer', nationalNumber: '1000000008' });
  });

  it('rotate: a new key is taken after one question, the old one for as long as it is served', async () => {
    const trusted = open();
    const [old] = issuer.keys as [Awaited<ReturnType<typeof makeKey>>];
    expect(await verify(trusted, await issuer.sign())).toBeDefined();
    const next = await makeKey('next');
    issuer.keys = [old, next];
    clock = COOL_DOWN_MS;
    const claims = await Promise.all(Array.from({ length: 20 }, async () => verify(trusted, await issuer.sign({ key: next }))));
    expect(claims).toHaveLength(20);
    expect(await verify(trusted, await issuer.sign({ key: old }))).toBeDefined();
    expect(timesAsked()).toBe(2);
  });

  it('are revoked: a key that vanished is refused once the keys are asked for anew', async () => {
    const trusted = open();
    const [old] = issuer.keys as [Awaited<ReturnType<typeof makeKey>>];
    const token = await issuer.sign({ key: old });
    expect(await verify(trusted, token)).toBeDefined();
    issuer.keys = [await makeKey('next')];
    clock = REFRESH_MS - 1;
    expect(await verify(trusted, token)).toBeDefined();
    clock = REFRESH_MS;
    expect(await refusal(trusted, token)).toMatchObject({ status: 401, code: 'token-invalid' });
  });
});

describe('test 35: a flood of unknown keys', () => {
  it('makes the issuer be asked at most once in half a minute', async () => {
    const trusted = open();
    const stranger = await makeKey('stranger');
    expect(await verify(trusted, await issuer.sign())).toBeDefined();
    for (let half = 1; half <= 3; half += 1) {
      clock = half * COOL_DOWN_MS;
      const flood = await Promise.all(
        Array.from({ length: 100 }, async (_, n) => refusal(trusted, await issuer.sign({ key: { ...stranger, kid: `stranger-${n}` } }))),
      );
      expect(new Set(flood.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['401 token-invalid']));
      clock += COOL_DOWN_MS - 1;
      expect(await refusal(trusted, await issuer.sign({ key: stranger }))).toMatchObject({ status: 401 });
      expect(await verify(trusted, await issuer.sign())).toBeDefined();
      expect(timesAsked()).toBe(1 + half);
    }
  });

  it('with keys and addresses of an attacker makes no call to him', async () => {
    let called = 0;
    const attacker = createServer((_request, response) => {
      called += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => attacker.close(() => resolve())));
    const url = `http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`;
    const trusted = open();
    const own = await makeKey('first');
    for (const header of [{ jku: url }, { x5u: url }, { jwk: own.jwk }, { jku: url, kid: undefined }]) {
      expect(await refusal(trusted, await issuer.sign({ key: own, header })), JSON.stringify(header)).toMatchObject({ status: 401, code: 'token-invalid' });
    }
    const secret = new TextEncoder().encode(JSON.stringify(issuer.keys[0]?.jwk));
    const now = Math.floor(Date.now() / 1000);
    const hs256 = await new SignJWT({ iss: issuer.url, aud: 'sijil', sub: 'someone', role: 'platform-service', iat: now, exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'first' })
      .sign(secret);
    expect(await refusal(trusted, hs256)).toMatchObject({ status: 401, code: 'token-invalid' });
    expect(called).toBe(0);
  });
});

describe('an issuer that is away', () => {
  it('at the start leaves tokens unverified, and is asked again by itself', async () => {
    const port = Number(new URL(issuer.url).port);
    const token = await issuer.sign();
    const [key] = issuer.keys;
    await issuer.close();
    const trusted = open();
    expect(await refusal(trusted, token)).toEqual({ status: 503, code: 'issuer-unavailable', retryAfter: '30' });
    issuer = await startHttpIssuer(port);
    issuer.keys = key === undefined ? [] : [key];
    clock = 12_000;
    expect(await refusal(trusted, token)).toEqual({ status: 503, code: 'issuer-unavailable', retryAfter: '18' });
    expect(timesAsked()).toBe(0);
    clock = COOL_DOWN_MS;
    expect(await verify(trusted, token)).toMatchObject({ sub: 'someone' });
    expect(told).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  it('later is believed by what it said last, but not for ever', async () => {
    const trusted = open();
    const token = await issuer.sign();
    expect(await verify(trusted, token)).toBeDefined();
    issuer.instead.set(KEYS, (_request, response) => json(response, {}, 500));
    for (clock = REFRESH_MS; clock < OLDEST_MS; clock += COOL_DOWN_MS / 2) expect(await verify(trusted, token)).toBeDefined();
    clock = OLDEST_MS;
    expect(await refusal(trusted, token)).toMatchObject({ status: 503, code: 'issuer-unavailable' });
    issuer.instead.clear();
    clock += COOL_DOWN_MS;
    expect(await verify(trusted, token)).toBeDefined();
  });
});

describe('a key that is no use', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }) as JWK;
  it.each<[string, 'EdDSA' | 'ES256' | 'PS256', () => JWK | Promise<JWK>]>([
    ['too short', 'PS256', () => short],
    ['without its number', 'PS256', () => ({ kty: 'RSA', e: 'AQAB' })],
    ['that is no point', 'ES256', () => ({ kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' })],
    ['cut off', 'EdDSA', () => ({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' })],
    ['that is private', 'EdDSA', async () => exportJWK((await makeKey('private')).privateKey)],
  ])('%s: who names it is refused and not told that the issuer is away, and other keys go on', async (_what, alg, make) => {
    const good = await makeKey('good');
    issuer.keys = [good, { kid: 'useless', alg, privateKey: good.privateKey, jwk: { ...(await make()), kid: 'useless' } }];
    const trusted = open();
    const input = [{ alg, typ: 'at+jwt', kid: 'useless' }, { iss: issuer.url }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    expect(await refusal(trusted, `${input}.${Buffer.alloc(alg === 'PS256' ? 128 : 64).toString('base64url')}`)).toMatchObject({ status: 401, code: 'token-invalid' });
    expect(await verify(trusted, await issuer.sign({ key: good }))).toMatchObject({ sub: 'someone' });
  });
});

describe('what an issuer answers is not believed', () => {
  it.each<[string, string, (path: string) => Parameters<HttpIssuer['instead']['set']>[1], RegExp]>([
    ['of another name', METADATA, () => (_request, response) => json(response, { issuer: `${issuer.url}/`, jwks_uri: `${issuer.url}${KEYS}` }), /another issuer/],
    ['with keys in the clear elsewhere', METADATA, () => (_request, response) => json(response, { issuer: issuer.url, jwks_uri: 'http://id.example/keys' }), /must be https/],
    ['that leads elsewhere for what it says of itself', METADATA, () => (_request, response) => response.writeHead(301, { location: `${issuer.url}/other` }).end(), /answered 301/],
    ['that leads elsewhere', KEYS, () => (_request, response) => response.writeHead(302, { location: `${issuer.url}/other` }).end(), /answered 302/],
    ['that does not end', KEYS, () => (_request, response) => response.end(`{"keys":[${'{"kty":"OKP"},'.repeat(60_000)}`), /more than 524288 bytes/],
    ['that is no JSON', KEYS, () => (_request, response) => response.end('<html>'), /no JSON/],
    ['without keys', KEYS, () => (_request, response) => json(response, { keys: 'none' }), /has not the form/],
  ])('%s', async (_what, path, answer, reason) => {
    issuer.instead.set(path, answer(path));
    expect(await refusal(open(), await issuer.sign())).toMatchObject({ status: 503, code: 'issuer-unavailable' });
    expect(told).toEqual([expect.stringMatching(reason)]);
    expect(timesAsked('/other')).toBe(0);
  });

  it('nor is it where the configured name is its own but for a slash', async () => {
    expect(await refusal(open(`${issuer.url}/`), await issuer.sign())).toMatchObject({ status: 503 });
  });
});
