import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors, generateKeyPair, importJWK, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import { LOCAL_ISSUER, openLocalIssuer, type LocalIssuer } from './local-issuer.js';
import { verifyToken } from './verify-token.js';

let home: string;
let issuer: LocalIssuer;
let jwk: JWK;
let key: CryptoKey | Uint8Array;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-token-'));
  issuer = await openLocalIssuer(home);
  jwk = JSON.parse(await readFile(join(home, 'token-key.json'), 'utf8')) as JWK;
  key = await importJWK(jwk, 'EdDSA');
});
afterAll(() => rm(home, { recursive: true }));

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

/** A token that is good but for the change. */
function token({ claims = {}, without = [], header = {}, key: other }: Change = {}): Promise<string> {
  const all = { iss: LOCAL_ISSUER, aud: 'sijil', sub: 'someone', role: 'platform-service', iat: now, exp: now + 600, ...claims };
  const payload = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name))) as JWTPayload;
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }), ...header })
    .sign(other ?? key, { crit: { 'urn:x': true } });
}

async function refusal(authorization: string | undefined, trusted = issuer): Promise<Problem> {
  const refused: unknown = await verifyToken(trusted, authorization).catch((error: unknown) => error);
  if (refused instanceof Problem) return refused;
  throw new Error('the token was taken', { cause: refused });
}

describe('a good token', () => {
  it('says who called, whatever else it holds', async () => {
    const claims = await verifyToken(
      issuer,
      `Bearer ${await token({ claims: { department: 'labour-office', synthetic: true, admin: true, jku: 'x' } })}`,
    );
    expect(claims).toMatchObject({
      iss: LOCAL_ISSUER,
      sub: 'someone',
      role: 'platform-service',
      department: 'labour-office',
      synthetic: true,
    });
    expect(claims).not.toHaveProperty('admin');
  });

  it('is taken in any case of the scheme, for several audiences, and a little too early or late', async () => {
    expect(await verifyToken(issuer, `bearer  ${await token()}`)).toMatchObject({ sub: 'someone' });
    for (const claims of [{ aud: ['sijil', 'other'] }, { exp: now - 10 }, { iat: now + 10 }, { nbf: now + 10 }]) {
      expect(await verifyToken(issuer, `Bearer ${await token({ claims })}`)).toMatchObject({ sub: 'someone' });
    }
  });
});

describe('no token', () => {
  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearer a b', 'Bearer é', 'abc'])(
    'in %j: asks for one and tells no error',
    async (header) => {
      expect(await refusal(header)).toMatchObject({ status: 401, code: 'token-missing', headers: { 'WWW-Authenticate': 'Bearer' } });
    },
  );
});

describe('a bad token', () => {
  const bad = async (change: Change): Promise<Problem> => refusal(`Bearer ${await token(change)}`);

  it.each<[string, Change, string]>([
    ['another issuer', { claims: { iss: 'urn:other' } }, 'token-invalid'],
    ['another audience', { claims: { aud: 'other' } }, 'token-invalid'],
    ['an ID token', { header: { typ: 'JWT' } }, 'token-invalid'],
    ['no type', { header: { typ: undefined } }, 'token-invalid'],
    ['expired', { claims: { exp: now - 120 } }, 'token-expired'],
    ['not valid yet', { claims: { nbf: now + 120 } }, 'token-invalid'],
    ['issued in the future', { claims: { iat: now + 3_600, exp: now + 7_200 } }, 'token-invalid'],
    ['no expiry', { without: ['exp'] }, 'token-invalid'],
    ['no subject', { without: ['sub'] }, 'token-invalid'],
    ['no issue time', { without: ['iat'] }, 'token-invalid'],
    ['a key nobody knows', { header: { kid: 'other' } }, 'token-invalid'],
    ['an extension that must be understood', { header: { crit: ['urn:x'], 'urn:x': 1 } }, 'token-invalid'],
    ['no role', { without: ['role'] }, 'token-claims'],
    ['an unknown role', { claims: { role: 'king' } }, 'token-claims'],
    ['the role of the ledger itself', { claims: { role: 'ledger' } }, 'token-claims'],
    ['several roles', { claims: { role: ['platform-service'] } }, 'token-claims'],
    ['an empty subject', { claims: { sub: '' } }, 'token-claims'],
    ['a subject beyond all names', { claims: { sub: 'x'.repeat(201) } }, 'token-claims'],
    ['a subject no store takes', { claims: { sub: 'a\ud800' } }, 'token-claims'],
    ['a department no store takes', { claims: { department: 'a\u0000b' } }, 'token-claims'],
  ])('%s', async (_what, change, code) => {
    const problem = await bad(change);
    expect(problem).toMatchObject({ status: 401, code, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } });
  });

  it('signed by another key, also when it brings that key along', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    expect(await bad({ key: privateKey })).toMatchObject({ code: 'token-invalid' });
    expect(
      await bad({ key: privateKey, header: { kid: undefined, jwk: { kty: 'OKP', crv: 'Ed25519', x: jwk.x }, jku: 'http://127.0.0.1:1/' } }),
    ).toMatchObject({
      code: 'token-invalid',
    });
  });

  it('signed with the public key as a secret, or not at all', async () => {
    const secret = Buffer.from(jwk.x ?? '', 'base64url');
    expect(await bad({ header: { alg: 'HS256' }, key: secret })).toMatchObject({ code: 'token-invalid' });
    const claims = { iss: LOCAL_ISSUER, aud: 'sijil', sub: 'someone', role: 'platform-service', iat: now, exp: now + 600 };
    expect(await refusal(`Bearer ${new UnsecuredJWT(claims).encode()}`)).toMatchObject({ code: 'token-invalid' });
  });

  it('longer than who calls can need', async () => {
    expect(await bad({ claims: { padding: 'x'.repeat(9_000) } })).toMatchObject({ status: 401, code: 'token-invalid', detail: 'A token has at most 8192 characters.' });
    expect(await verifyToken(issuer, `Bearer ${await token({ claims: { padding: 'x'.repeat(5_000) } })}`)).toMatchObject({ sub: 'someone' });
  });

  it('altered by one character', async () => {
    const good = await token();
    const [header = '', payload = '', signature = ''] = good.split('.');
    const forged = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('someone', 'anybody')).toString('base64url');
    expect(await refusal(`Bearer ${header}.${forged}.${signature}`)).toMatchObject({ code: 'token-invalid' });
    // The same bytes in other letters, or filled up.
    const [letters, end] = ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', signature.at(-1) ?? ''];
    const twin = `${good.slice(0, -1)}${letters[letters.indexOf(end) + 1] ?? ''}`;
    expect(Buffer.from(twin.split('.')[2] ?? '', 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
    for (const text of [twin, `${good}=`, `${good}==`]) expect(await refusal(`Bearer ${text}`), text).toMatchObject({ status: 401, code: 'token-invalid' });
    for (const text of ['a.b.c', 'abc', `${good}.x`, `${header}.${payload}.`])
      expect(await refusal(`Bearer ${text}`)).toMatchObject({ status: 401 });
  });
});

describe('an issuer whose keys cannot be had', () => {
  it.each([
    ['does not answer', new errors.JWKSTimeout()],
    ['answers with no keys', new errors.JWKSInvalid()],
    ['answers with an error', new errors.JOSEError('Expected 200 OK from the JSON Web Key Set HTTP response')],
    ['cannot be reached', new TypeError('fetch failed')],
  ])('because it %s is no fault of the token: 503, and nobody gets in', async (_, error) => {
    const away = { ...issuer, keys: () => Promise.reject(error) };
    expect(await refusal(`Bearer ${await token()}`, away)).toMatchObject({
      status: 503,
      code: 'issuer-unavailable',
      headers: { 'Retry-After': '5' },
    });
  });
});

describe('fault 11: the clock of this machine, set wrong', () => {
  afterEach(() => {
    vi.useRealTimers();
  });
  const setOffBy = (seconds: number): void => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + seconds * 1_000);
  };

  it.each([20, -20])('takes a token of this minute when it is off by %s seconds', async (seconds) => {
    const bearer = `Bearer ${await token({ claims: { iat: now, exp: now + 5 } })}`;
    setOffBy(seconds);
    expect(await verifyToken(issuer, bearer)).toMatchObject({ sub: 'someone' });
  });

  it.each([
    [3_600, 'token-expired'],
    [-3_600, 'token-invalid'],
  ])('refuses it when it is off by %s seconds: %s', async (seconds, code) => {
    const bearer = `Bearer ${await token()}`;
    setOffBy(seconds);
    expect(await refusal(bearer)).toMatchObject({ status: 401, code });
  });
});
