// A session from sign-in to its end, and what another site can do with it: nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSignedInApp, type SignedInApp } from './testing/signed-in-app.js';
import { Browser, type Visit } from './testing/browser.js';
import { BEGUN, isSignedIn, noura, problem, SESSION, signIn } from './testing/visitor.js';

const MINUTE = 60_000;

let app: SignedInApp;
let at: (path: string) => string;

beforeAll(async () => {
  app = await startSignedInApp();
  at = (path) => app.origin + path;
});
afterAll(() => app.close());
beforeEach(() => {
  [app.issuer.person, app.issuer.ttl, app.issuer.broken, app.ahead] = [noura, 3_600, undefined, 0];
});

const signedIn = (claims?: Readonly<Record<string, unknown>>): Promise<Browser> => signIn(app, claims);
const home = (browser: Browser): Promise<Visit> => browser.go(at('/'));

describe('a session', () => {
  it('has an id of its own at each sign-in, and the one before is over', async () => {
    const browser = await signedIn();
    const before = browser.cookies.get(SESSION) ?? '';
    await browser.go(at('/sign-in'));
    const after = browser.cookies.get(SESSION) ?? '';
    expect(isSignedIn(await home(browser))).toBe(true);
    expect(isSignedIn(await browser.send(at('/'), { cookies: { [SESSION]: before } }))).toBe(false);
    expect(isSignedIn(await browser.send(at('/'), { cookies: { [SESSION]: after } }))).toBe(true);
  });

  it('is not what a visitor brings along', async () => {
    const attacker = await signedIn({ role: 'regulator' });
    const victim = new Browser();
    victim.cookies.set(SESSION, attacker.cookies.get(SESSION) ?? '');
    app.issuer.person = noura;
    await victim.go(at('/sign-in'));
    expect((await home(victim)).text).toContain('Employer');
    // What the attacker had planted does not lead to the victim's session.
    expect(isSignedIn(await home(attacker))).toBe(false);
  });

  it('counts nothing once its cookie was changed, at any character', async () => {
    const browser = await signedIn();
    const cookie = browser.cookies.get(SESSION) ?? '';
    for (let place = 0; place < cookie.length; place += 97) {
      const other = cookie[place] === 'A' ? 'B' : 'A';
      const changed = cookie.slice(0, place) + other + cookie.slice(place + 1);
      const answer = await browser.send(at('/records'), { cookies: { [SESSION]: changed } });
      expect(problem(answer), `at ${place}`).toEqual({ status: 401, code: 'token-missing' });
    }
    // What is sealed for one purpose serves no other.
    await browser.send(at('/sign-in'));
    expect(problem(await browser.send(at('/records'), { cookies: { [SESSION]: browser.cookies.get(BEGUN) ?? '' } }))).toMatchObject({ status: 401 });
  });

  it('ends after 30 minutes without a request, and lives on with one', async () => {
    const browser = await signedIn();
    const unused = browser.cookies.get(SESSION) ?? '';
    app.ahead = 29 * MINUTE;
    expect(isSignedIn(await home(browser))).toBe(true);
    expect(browser.cookies.get(SESSION)).not.toBe(unused);
    app.ahead = 58 * MINUTE;
    expect(isSignedIn(await browser.send(at('/'), { cookies: { [SESSION]: unused } }))).toBe(false);
    expect((await browser.send(at('/records'))).status).toBe(200);
    app.ahead = 88 * MINUTE;
    expect(isSignedIn(await home(browser))).toBe(false);
  });

  it('ends after eight hours, whatever was done, and with its token', async () => {
    app.issuer.ttl = 24 * 3_600;
    const browser = await signedIn();
    for (let minutes = 20; minutes < 480; minutes += 20) {
      app.ahead = minutes * MINUTE;
      expect(isSignedIn(await home(browser)), `after ${minutes} minutes`).toBe(true);
    }
    app.ahead = 480 * MINUTE;
    expect(isSignedIn(await home(browser))).toBe(false);
    [app.ahead, app.issuer.ttl] = [0, 300];
    const short = await signedIn();
    app.ahead = 5 * MINUTE;
    expect(isSignedIn(await home(short))).toBe(false);
  });

  it('opens what its role opens, and nothing else', async () => {
    const analyst = await signedIn({ role: 'analyst' });
    expect(problem(await analyst.send(at('/records')))).toEqual({ status: 403, code: 'role-not-allowed' });
    expect((await (await signedIn({ role: 'employer' })).send(at('/records'))).status).toBe(200);
  });

  it('gives way to a token that is sent', async () => {
    const browser = await signedIn();
    expect(problem(await browser.send(at('/records'), { headers: { authorization: 'Bearer nothing' } }))).toEqual({ status: 401, code: 'token-invalid' });
  });

  it('lets nothing go on that began before it was ended, or was over', async () => {
    const browser = await signedIn({ role: 'platform-service' });
    const page = await home(browser);
    const stays = browser.send(at('/staying'));
    await browser.submit(page, '/sign-out');
    expect(problem(await stays)).toEqual({ status: 401, code: 'token-missing' });
    const again = await signedIn({ role: 'platform-service' });
    const longer = again.send(at('/staying'));
    expect((await again.send(at('/operations'))).status).toBe(405);
    app.ahead = 8 * 60 * MINUTE;
    expect(problem(await longer)).toEqual({ status: 401, code: 'token-missing' });
  });

  it('is written anew only when there is something to note', async () => {
    const browser = await signedIn();
    expect((await home(browser)).headers['set-cookie']).toBeUndefined();
    app.ahead = 2 * MINUTE;
    expect((await home(browser)).headers['set-cookie']).toHaveLength(1);
  });
});

describe('another site', () => {
  const foreign = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };

  it('has nothing read with a session, but may link to a page', async () => {
    const browser = await signedIn();
    for (const site of ['cross-site', 'same-site']) {
      expect(problem(await browser.send(at('/records'), { headers: { ...foreign, 'sec-fetch-site': site } }))).toEqual({ status: 401, code: 'token-missing' });
      expect(problem(await browser.send(at('/records'), { headers: { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } }))).toMatchObject({ status: 401 });
    }
    expect(problem(await browser.send(at('/records'), { headers: { origin: 'https://elsewhere.example' } }))).toMatchObject({ status: 401 });
    expect(isSignedIn(await browser.send(at('/'), { headers: foreign }))).toBe(false);
    expect(isSignedIn(await browser.go(at('/'), { from: new URL('https://elsewhere.example') }))).toBe(true);
  });

  it('signs nobody out, and commands nothing', async () => {
    const browser = await signedIn({ role: 'platform-service', });
    const page = await home(browser);
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const body = new URLSearchParams({ csrf }).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const refused = [
      { headers: { ...form, ...foreign }, body },
      { headers: { ...form, 'sec-fetch-site': 'same-site' }, body },
      { headers: { ...form, origin: 'https://elsewhere.example' }, body },
      { headers: { ...form, origin: 'null' }, body },
      { headers: form, body },
      { headers: { ...form, 'sec-fetch-site': 'same-origin' }, body: '' },
      { headers: { ...form, 'sec-fetch-site': 'same-origin' }, body: `csrf=${csrf.slice(0, -2)}xx` },
      { headers: { 'sec-fetch-site': 'same-origin' } },
    ];
    for (const one of refused) {
      const answer = await browser.send(at('/sign-out'), { method: 'POST', ...one });
      expect(answer.status, JSON.stringify(one)).toBe(403);
      expect(answer.text).toContain('This form does not come from here');
    }
    // What another site has it send comes without the cookie: that it goes on is not for it to say either.
    for (const headers of [{ ...form, ...foreign }, { ...form, 'sec-fetch-site': 'same-site' }, { ...form, origin: 'https://elsewhere.example' }, form]) {
      const answer = await browser.send(at('/sign-out'), { method: 'POST', headers, body, cookies: {} });
      expect(answer.status, JSON.stringify(headers)).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    const other = /name="csrf" value="([^"]+)"/.exec((await home(await signedIn())).text)?.[1] ?? '';
    expect((await browser.submit(page, '/sign-out', { csrf: other })).status).toBe(403);
    const json = { 'content-type': 'application/json' };
    for (const headers of [{ ...json, ...foreign, 'x-csrf-token': csrf }, { ...json, 'sec-fetch-site': 'same-origin' }, { ...json, 'x-csrf-token': csrf }, { ...json, 'sec-fetch-site': 'same-origin', 'x-csrf-token': other }]) {
      expect(problem(await browser.send(at('/operations'), { method: 'POST', headers, body: '{}' }))).toEqual({ status: 403, code: 'csrf' });
    }
    expect(isSignedIn(await home(browser))).toBe(true);
    for (const from of [{ 'sec-fetch-site': 'same-origin' }, { origin: app.origin }, { referer: `${app.origin}/` }]) {
      expect((await browser.send(at('/operations'), { method: 'POST', headers: { ...json, ...from, 'x-csrf-token': csrf }, body: '{}' })).status).toBe(200);
    }
  });
});

it('behind an https address, cookies go over TLS alone and to this very host', async () => {
  const secure = await startSignedInApp({ publicUrl: 'https://ledger.example' });
  try {
    secure.issuer.person = noura;
    const browser = new Browser();
    // A proxy that ends TLS sends the request on; the browser's address is the public one.
    const led = await browser.go(`${secure.origin}/sign-in`, { until: /^https:\/\/ledger\.example\/sign-in\/callback\?/ });
    const done = await browser.send(secure.origin + led.url.pathname + led.url.search);
    expect(done.status, done.text).toBe(200);
    const session = (done.headers['set-cookie'] ?? []).find((line) => line.includes('session='));
    expect(session).toMatch(/^__Host-sijil-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const page = await browser.send(secure.origin);
    expect(isSignedIn(page)).toBe(true);
    // A session that came over no TLS, under the name without the prefix, is none.
    const value = browser.cookies.get('__Host-sijil-session') ?? '';
    expect(isSignedIn(await browser.send(secure.origin, { cookies: { [SESSION]: value } }))).toBe(false);
  } finally {
    await secure.close();
  }
});
