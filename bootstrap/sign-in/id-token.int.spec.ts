// What a token endpoint may answer: an ID token that is not of this very sign-in, for this very client, signs nobody in.
import { generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from './testing/browser.js';
import { startSignedInApp, type SignedInApp } from './testing/signed-in-app.js';
import { CLIENT } from './testing/test-issuer.js';
import { isSignedIn, noura, SESSION } from './testing/visitor.js';

let app: SignedInApp;
let stranger: CryptoKey;
const now = Math.floor(Date.now() / 1000);

beforeAll(async () => {
  app = await startSignedInApp();
  app.issuer.person = noura;
  ({ privateKey: stranger } = await generateKeyPair('EdDSA'));
});
afterAll(() => app.close());

interface Change {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly without?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs it otherwise. */
  readonly by?: (claims: JWTPayload, header: { readonly alg: string }) => Promise<string> | string;
}

/** Signs in at an issuer whose ID token is good but for the change. */
async function signInWith({ claims = {}, without, header = {}, by }: Change): Promise<{ readonly status: number; readonly signedIn: boolean }> {
  app.issuer.forge = async (nonce, key) => {
    const { issuer } = app.issuer;
    const all: Record<string, unknown> = { iss: issuer, aud: CLIENT.id, sub: noura.sub, nonce, iat: now, exp: now + 600, ...claims };
    const said = Object.fromEntries(Object.entries(all).filter(([name]) => name !== without)) as JWTPayload;
    const head = { alg: 'EdDSA', kid: 'test-1', ...header };
    const access = new SignJWT({ iss: issuer, aud: 'sijil', sub: noura.sub, role: 'employer', iat: now, exp: now + 600 }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'test-1' });
    return { access_token: await access.sign(key), id_token: await (by === undefined ? new SignJWT(said).setProtectedHeader(head).sign(key) : by(said, head)) };
  };
  const browser = new Browser();
  const page = await browser.go(`${app.origin}/sign-in`, { from: new URL(app.origin) });
  return { status: page.status, signedIn: isSignedIn(page) || browser.cookies.has(SESSION) };
}

describe('an ID token', () => {
  it('that is good signs in', async () => {
    expect(await signInWith({})).toEqual({ status: 200, signedIn: true });
    expect(await signInWith({ claims: { aud: [CLIENT.id] } })).toEqual({ status: 200, signedIn: true });
  });

  it.each<[string, Change]>([
    ['for another client', { claims: { aud: 'another' } }],
    ['for the API', { claims: { aud: 'sijil' } }],
    ['for several, given to another', { claims: { aud: [CLIENT.id, 'another'], azp: 'another' } }],
    ['for nobody', { without: 'aud' }],
    ['of another issuer', { claims: { iss: 'http://elsewhere.example' } }],
    ['of another sign-in', { claims: { nonce: 'another' } }],
    ['without a nonce', { without: 'nonce' }],
    ['that is over', { claims: { iat: now - 7_200, exp: now - 3_600 } }],
    ['without an end', { without: 'exp' }],
    ['of nobody', { without: 'sub' }],
    ['signed by another key', { by: (claims, header) => new SignJWT(claims).setProtectedHeader(header).sign(stranger) }],
    ['signed with the client’s secret', { by: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(CLIENT.secret)) }],
    ['not signed', { by: (claims) => new UnsecuredJWT(claims).encode() }],
    ['that is none', { by: () => 'nonsense' }],
  ])('%s signs nobody in', async (_what, change) => {
    const { status, signedIn } = await signInWith(change);
    expect([signedIn, status]).toEqual([false, 502]);
  });
});
