import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { decodeJwt } from 'jose';
import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import { STYLE_PATH } from '../../queries/pages/style.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { createApp } from '../http/app.js';
import { secretOf } from './clients.js';
import { metadataAt } from './contract.js';
import { createIdentityProvider } from './identity-provider.js';
import { mountIdentityProvider } from './mount.js';
import { officialsAnd, type Person } from './people.js';
import { openBrowser, type Shown } from './testing/browser.js';

const employer: Person = {
  accountId: '5b1c1d0e-0000-4000-8000-000000000001',
  role: 'employer',
  name: { en: 'Sara "<Example>"', ar: 'سارة' },
  companies: [{ en: 'Acme & Sons', ar: 'أكمي' }, { en: 'Beta', ar: 'بيتا' }],
  nationalNumber: '1000000008',
  synthetic: true,
};

let home: string;
let issuer: LocalIssuer;
let app: FastifyInstance;
let origin: string;
let employers: readonly Person[];
const errors: unknown[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-sign-in-'));
  issuer = await openLocalIssuer(home);
  const people = officialsAnd({ list: async () => employers, find: async (id) => employers.find(({ accountId }) => accountId === id) });
  // The application as it is served, with its headers, limits and parser.
  app = await createApp({ trusted: issuer, vault: {} as Vault, version: '0', logger: false });
  await mountIdentityProvider(app, () => createIdentityProvider({ issuer, people, onError: (error) => errors.push(error) }));
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  employers = [employer];
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true });
  expect(errors).toEqual([]);
});

const verifier = randomPKCECodeVerifier();
const callback = (): string => `${origin}/sign-in/callback`;
async function authorization(change: Readonly<Record<string, string | undefined>> = {}): Promise<URL> {
  const url = new URL(metadataAt(origin).authorization_endpoint);
  const challenge = await calculatePKCECodeChallenge(verifier);
  const parameters = { client_id: 'sijil-pages', response_type: 'code', redirect_uri: callback(), scope: 'openid', state: 'a-state', code_challenge: challenge, code_challenge_method: 'S256', ...change };
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}
const exchange = (parameters: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(metadataAt(origin).token_endpoint, { method: 'POST', body: new URLSearchParams(parameters), headers });
const exchangeCode = (code: string, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  exchange({ grant_type: 'authorization_code', client_id: 'sijil-pages', code, redirect_uri: callback(), code_verifier: verifier, ...more });
const codeIn = ({ url }: Shown): string => url.searchParams.get('code') ?? '';

describe('the sign-in page', () => {
  it('shows who can be chosen, marked as invented, in English and in Arabic from right to left', async () => {
    const english = await openBrowser(callback()).open(await authorization());
    expect(english.status).toBe(200);
    expect(english.text).toMatch(/<html lang="en" dir="ltr">/);
    for (const shown of ['Sara &#34;&#60;Example&#62;&#34;', 'Acts for Acme &#38; Sons and Beta', 'Demo analyst', 'Demo regulator', 'Demo operator', 'synthetic']) expect(english.text).toContain(shown);
    const arabic = await openBrowser(callback(), { 'accept-language': 'ar-SA, en;q=0.5' }).open(await authorization());
    expect(arabic.text).toMatch(/<html lang="ar" dir="rtl">/);
    expect(arabic.text).toContain('<bdi>سارة</bdi>');
    expect(arabic.text).toContain('يمثل أكمي وبيتا');
    const browser = openBrowser(callback());
    const { url } = await browser.open(await authorization());
    expect((await browser.open(`${url.origin}${url.pathname}?lang=ar`)).text).toContain('dir="rtl"');
  });

  it('loads nothing, runs nothing, and is kept by nobody', async () => {
    const { headers, text } = await openBrowser(callback()).open(await authorization());
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'; form-action 'self' http:\/\/127\.0\.0\.1:\d+; base-uri 'none'; frame-ancestors 'none'$/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/<script|<style|<img|src=|url\(|https?:\/\//);
    expect(text.match(/<link [^>]+>/g)).toEqual([`<link rel="stylesheet" href="${STYLE_PATH}">`]);
    expect(text).not.toContain('1000000008');
  });

  it('says so while no company has an authorised person', async () => {
    employers = [];
    const { text } = await openBrowser(callback()).open(await authorization());
    expect(text).toContain('No company has an authorised person yet.');
  });

  it('signs in whom one chose, and whom one chooses later in the same browser', async () => {
    const browser = openBrowser(callback());
    for (const accountId of [employer.accountId, 'demo-analyst', employer.accountId]) {
      const page = await browser.open(await authorization());
      const back = await browser.open(page.url, { account: accountId });
      expect(back.url.searchParams.get('state')).toBe('a-state');
      const tokens = (await (await exchangeCode(codeIn(back))).json()) as { access_token: string; id_token: string; refresh_token?: string };
      expect(decodeJwt(tokens.access_token)).toMatchObject({ sub: accountId, aud: 'sijil', iss: 'http://sijil.localhost/identity' });
      expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: accountId, aud: 'sijil-pages' });
      if (accountId === employer.accountId) expect(decodeJwt(tokens.id_token)).toMatchObject({ name: employer.name.en, 'name#ar': employer.name.ar });
      expect(tokens.refresh_token).toBeUndefined();
    }
  });

  it('asks again for someone who is not there, and leads back without anyone who cancels', async () => {
    const browser = openBrowser(callback());
    const page = await browser.open(await authorization());
    for (const account of ['nobody', '', 'demo-service']) expect((await browser.open(page.url, { account })).status).toBe(422);
    const back = await browser.open(page.url, { cancel: 'yes' });
    expect(Object.fromEntries(back.url.searchParams)).toMatchObject({ error: 'access_denied', state: 'a-state' });
  });

  it('is nobody’s who did not come for it, and takes no large form', async () => {
    const browser = openBrowser(callback());
    const { url } = await browser.open(await authorization());
    const stranger = await openBrowser(callback()).open(url, { account: 'demo-operator' });
    expect(stranger.status).toBe(400);
    expect(stranger.text).toContain('This sign-in is over.');
    expect((await browser.open(url, { account: 'x'.repeat(5_000) })).status).toBe(413);
  });
});

describe('the provider refuses', () => {
  it.each<[string, Readonly<Record<string, string | undefined>>]>([
    ['a way back beyond the loopback', { redirect_uri: 'http://attacker.example/sign-in/callback' }],
    ['another path back', { redirect_uri: 'http://127.0.0.1/elsewhere' }],
    ['a client that it does not know', { client_id: 'another' }],
  ])('%s, without leading there', async (_what, change) => {
    const answer = await openBrowser(callback()).open(await authorization(change));
    expect(answer.status).toBe(400);
    expect(answer.url.origin).toBe(origin);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it.each<[string, Readonly<Record<string, string | undefined>>, string]>([
    ['a sign-in without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['PKCE in the clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a token in the address', { response_type: 'token' }, 'unsupported_response_type'],
    ['another API', { resource: 'https://api.example' }, 'invalid_target'],
  ])('%s', async (_what, change, error) => {
    expect((await openBrowser(callback()).open(await authorization(change))).url.href).toContain(`error=${error}`);
  });

  it('a code twice, and a code without its proof', async () => {
    const browser = openBrowser(callback());
    const signIn = async (): Promise<string> => codeIn(await browser.open((await browser.open(await authorization())).url, { account: 'demo-operator' }));
    const code = await signIn();
    expect((await exchangeCode(code, { code_verifier: randomPKCECodeVerifier() })).status).toBe(400);
    const another = await signIn();
    expect((await exchangeCode(another)).status).toBe(200);
    expect((await exchangeCode(another)).status).toBe(400);
  });

  it('a service account with another’s secret, or for more than it may', async () => {
    const basic = (id: string, secret: string): Record<string, string> => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });
    const [visa, contract] = [secretOf(issuer, 'demo-visa-service'), secretOf(issuer, 'demo-contract-service')];
    expect((await exchange({ grant_type: 'client_credentials', scope: 'command:visa' }, basic('demo-visa-service', visa))).status).toBe(200);
    expect((await exchange({ grant_type: 'client_credentials', scope: 'command:visa' }, basic('demo-visa-service', contract))).status).toBe(401);
    const more = await exchange({ grant_type: 'client_credentials', scope: 'command:*' }, basic('demo-visa-service', visa));
    expect([more.status, ((await more.json()) as { error: string }).error]).toEqual([400, 'invalid_scope']);
  });

  it('a host that is no name of this machine', async () => {
    const { port } = new URL(origin);
    const status = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', path: '/identity/jwks', headers: { host } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]']) expect(await status(host), host).toBe(200);
    for (const host of ['attacker.example', `attacker.example:${port}`, '127.0.0.1.attacker.example', '10.0.0.1']) expect(await status(host), host).toBe(421);
  });

  it.each(['X-Forwarded-For', 'X-Forwarded-Host', 'X-Real-IP', 'Forwarded', 'Via'])('whoever came by a proxy, as its %s says, though it names this machine as the host', async (name) => {
    const value = name === 'Forwarded' ? 'for=192.0.2.7' : '192.0.2.7';
    const answer = await fetch(`${origin}/identity/jwks`, { headers: { [name]: value } });
    expect([answer.status, await answer.text()]).toEqual([421, expect.stringContaining('proxy')]);
  });
});

describe('signing out', () => {
  const form = (text: string): { readonly action: string; readonly xsrf: string } => ({
    action: /action="([^"]+)"/.exec(text)?.[1] ?? '',
    xsrf: /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '',
  });

  it('asks first who is signed in, and leads back to the pages', async () => {
    const browser = openBrowser(callback());
    await browser.open((await browser.open(await authorization())).url, { account: 'demo-operator' });
    const end = new URL(metadataAt(origin).end_session_endpoint);
    end.search = String(new URLSearchParams({ client_id: 'sijil-pages', post_logout_redirect_uri: `${origin}/` }));
    const page = await browser.open(end);
    expect(page.text).toContain('Do you want to sign out');
    expect(page.text).not.toMatch(/<script/);
    const { action, xsrf } = form(page.text);
    // There is nothing at the address of the pages here.
    const over = await browser.open(action, { xsrf, logout: 'yes' });
    expect(over.url.href).toBe(`${origin}/`);
  });

  it('sends nobody away who is not signed in, by a script whose digest the page’s policy names', async () => {
    const page = await openBrowser(callback()).open(metadataAt(origin).end_session_endpoint);
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self' 'sha256-[^']+'/);
    const browser = openBrowser(callback());
    const { action, xsrf } = form((await browser.open(metadataAt(origin).end_session_endpoint)).text);
    expect((await browser.open(action, { xsrf, logout: 'yes' })).text).toContain('You are signed out');
    expect((await browser.open(action, { xsrf: 'x', logout: 'yes' })).status).toBe(400);
  });
});
