// Signing in and out as browsers do it, at a real OpenID provider: what must work, and what must not.
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
/** Begins a sign-in and stops where the issuer leads back. */
const untilCallback = (browser: Browser): Promise<Visit> => browser.go(at('/sign-in'), { until: /\/sign-in\/callback\?/ });

describe('signing in', () => {
  it('leads to the issuer with a challenge and back to where one wanted to go, and the page says who is signed in', async () => {
    const browser = new Browser();
    const back = await browser.go(at('/sign-in?return=/%3Flang=en'), { from: new URL(app.origin) });
    expect(back.url.href).toBe(at('/?lang=en'));
    expect(back.text).toContain('Noura &#60;Example&#62;');
    expect(back.text).toContain('Employer');
    const asked = new URL(browser.visited.find((url) => url.startsWith(`${app.issuer.issuer}/auth?`)) ?? '').searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'pages', scope: 'openid profile', redirect_uri: at('/sign-in/callback') });
    for (const name of ['state', 'nonce', 'code_challenge']) expect((asked.get(name) ?? '').length, name).toBeGreaterThan(40);
    expect((await browser.go(at('/records'), { from: back.url })).text).toContain('"actorId":"id of noura"');
  });

  it('has the page call one by the name that the issuer gives in its language, else by the one it gives', async () => {
    const browser = new Browser();
    app.issuer.person = { ...noura, nameAr: 'نورة <مثال>' };
    await browser.go(at('/sign-in'), { from: new URL(app.origin) });
    expect((await browser.send(at('/?lang=en'))).text).toContain('<bdi>Noura &#60;Example&#62;</bdi>');
    const arabic = (await browser.send(at('/?lang=ar'))).text;
    expect(arabic).toContain('<bdi>نورة &#60;مثال&#62;</bdi>');
    expect(arabic).not.toContain('Noura');
    app.issuer.person = noura;
    await browser.go(at('/sign-in'), { from: new URL(app.origin) });
    expect((await browser.send(at('/?lang=ar'))).text).toContain('<bdi>Noura &#60;Example&#62;</bdi>');
  });

  it('puts no token into an address or a log, and answers nothing that may be kept', async () => {
    const browser = new Browser();
    const callback = await untilCallback(browser);
    const answers = [await browser.send(at('/sign-in')), await browser.send(callback.url), await home(browser)];
    for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store');
    const token = /eyJ[\w-]{10,}/;
    expect(browser.visited.join(' ')).not.toMatch(token);
    const kept = [...browser.cookies.values()].join(' ');
    expect(Buffer.from(kept, 'base64').toString('latin1')).not.toContain('Noura');
    await browser.send(at('/sign-in/callback?code=a-secret-code&state=x'));
    app.issuer.broken = 500;
    await browser.send(at('/sign-in'));
    expect(app.logged()).not.toMatch(token);
    expect(app.logged()).not.toMatch(/a-secret-code|Noura|state=/);
  });

  it('gives cookies that no script reads and no other site sends', async () => {
    const browser = new Browser();
    const [begun, done] = [await browser.send(at('/sign-in')), await browser.send((await untilCallback(browser)).url)];
    const lines = [...(begun.headers['set-cookie'] ?? []), ...(done.headers['set-cookie'] ?? [])];
    expect(lines.map((line) => line.split('=')[0])).toEqual([BEGUN, BEGUN, SESSION]);
    for (const line of lines) {
      expect(line).toMatch(/; HttpOnly/);
      expect(line).toMatch(/; SameSite=Lax/);
      expect(line).toMatch(/; Path=\/(;|$)/);
      expect(line).not.toMatch(/Domain|Secure/);
      expect(line.length).toBeLessThan(4_096);
    }
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', '/%5Celsewhere.example', '/.//elsewhere.example', '/%09/elsewhere.example', '/sign-in'])(
    'leads nowhere else: return=%s',
    async (path) => {
      const answer = await new Browser().send(at(`/sign-in?return=${path}`));
      expect([answer.status, answer.headers.location, answer.headers['set-cookie']]).toEqual([400, undefined, undefined]);
      expect(answer.text).toContain('This address leads elsewhere');
    },
  );

  it('takes the issuer’s role and no other', async () => {
    expect((await (await signedIn({ role: 'regulator' })).go(at('/'))).text).toContain('Regulator');
    app.issuer.person = { ...noura, claims: { role: 'king' } };
    const browser = new Browser();
    const answer = await browser.go(at('/sign-in'));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Your account has no role here');
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it('refuses a token that no cookie holds, and says so', async () => {
    app.issuer.person = { ...noura, claims: { role: 'employer', padding: 'x'.repeat(3_000) } };
    const browser = new Browser();
    const answer = await browser.go(at('/sign-in'));
    expect(answer.status).toBe(502);
    expect(answer.text).toContain('Your sign-in is too large');
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(app.logged()).toContain('token-too-large');
  });
});

describe('a sign-in that is not whole', () => {
  it('with another state, or in another browser: 400, and nobody is signed in', async () => {
    const [victim, attacker] = [new Browser(), new Browser()];
    const callback = await untilCallback(attacker);
    await victim.send(at('/sign-in'));
    for (const answer of [await victim.send(callback.url), await new Browser().send(callback.url)]) {
      expect(answer.status).toBe(400);
      expect(answer.text).toContain('This sign-in cannot be finished');
    }
    expect(victim.cookies.has(SESSION)).toBe(false);
    const altered = new URL((await untilCallback(victim)).url);
    altered.searchParams.set('state', 'another');
    expect((await victim.send(altered)).status).toBe(400);
  });

  it('finished twice: the browser has forgotten it, and the issuer does not take the code again', async () => {
    const browser = new Browser();
    const callback = await untilCallback(browser);
    const begun = browser.cookies.get(BEGUN) ?? '';
    expect((await browser.send(callback.url)).status).toBe(200);
    expect((await browser.send(callback.url)).text).toContain('This sign-in cannot be finished');
    const replayed = await browser.send(callback.url, { cookies: { [BEGUN]: begun } });
    expect(replayed.status).toBe(400);
    expect(replayed.text).toContain('This sign-in was used already');
    expect(String(replayed.headers['set-cookie'])).not.toContain(SESSION);
  });

  it('with a code of another sign-in: its challenge does not fit', async () => {
    const [mine, other] = [new Browser(), new Browser()];
    const [callback, stolen] = [await untilCallback(mine), await untilCallback(other)];
    const mixed = new URL(callback.url);
    mixed.searchParams.set('code', stolen.url.searchParams.get('code') ?? '');
    const answer = await mine.send(mixed);
    expect(answer.status).toBe(400);
    expect(mine.cookies.has(SESSION)).toBe(false);
  });

  it('from another issuer: 502', async () => {
    const browser = new Browser();
    const callback = new URL((await untilCallback(browser)).url);
    callback.searchParams.set('iss', 'http://elsewhere.example');
    expect((await browser.send(callback)).status).toBe(502);
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it('after ten minutes: 400', async () => {
    const browser = new Browser();
    const callback = await untilCallback(browser);
    app.ahead = 10 * MINUTE;
    expect((await browser.send(callback.url)).status).toBe(400);
    app.ahead = 0;
  });

  it('cancelled at the issuer: 403, in the visitor’s language, with a way on', async () => {
    app.issuer.person = null;
    const browser = new Browser();
    browser.cookies.set('sijil-lang', 'ar');
    const answer = await browser.go(at('/sign-in'));
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('<html lang="ar" dir="rtl">');
    expect(answer.text).toContain('أُلغي تسجيل الدخول');
    expect(answer.text).toContain('href="/sign-in"');
  });

  it('while the issuer is away: 503 at the way out and at the way back, and signing in goes on when it is there again', async () => {
    const browser = new Browser();
    const callback = await untilCallback(browser);
    app.issuer.broken = 500;
    const back = await browser.send(callback.url);
    expect([back.status, back.headers['retry-after']]).toEqual([503, '5']);
    expect(back.text).toContain('The sign-in service does not answer');
    app.issuer.broken = undefined;
    expect(isSignedIn(await browser.go(at('/sign-in')))).toBe(true);
  });
});

describe('signing out', () => {
  it('leads to the issuer without a token, and makes the cookie useless in every process', async () => {
    const browser = await signedIn();
    const cookie = browser.cookies.get(SESSION) ?? '';
    const out = await browser.submit(await home(browser), '/sign-out');
    expect(out.status).toBe(200);
    expect(browser.cookies.has(SESSION)).toBe(false);
    const next = new URL(/url=(.+)$/.exec(String(out.headers['refresh']))?.[1] ?? '');
    expect(next.origin + next.pathname).toBe(`${app.issuer.issuer}/session/end`);
    expect(Object.fromEntries(next.searchParams)).toEqual({ client_id: 'pages', post_logout_redirect_uri: at('/'), ui_locales: 'en' });
    expect(isSignedIn(await browser.send(at('/'), { cookies: { [SESSION]: cookie } }))).toBe(false);
    expect(problem(await browser.send(at('/records'), { cookies: { [SESSION]: cookie } }))).toMatchObject({ status: 401 });
    const other = (await app.another()).server.address() as { port: number };
    expect(problem(await browser.send(`http://127.0.0.1:${other.port}/records`, { cookies: { [SESSION]: cookie } }))).toMatchObject({ status: 401 });
  });

  it('works while the issuer is away, and for whom is signed out already', async () => {
    const browser = await signedIn();
    const page = await home(browser);
    app.issuer.broken = 500;
    expect((await browser.submit(page, '/sign-out')).status).toBe(200);
    expect((await browser.submit(page, '/sign-out')).text).toContain('You are signed out');
  });

  it('is kept in mind until the session would be over', async () => {
    const browser = await signedIn();
    await browser.submit(await home(browser), '/sign-out');
    const { rows } = await app.database.pool.query<{ left: number }>(`select extract(epoch from until - now())::int as left from sign_in.ended_session order by until desc limit 1`);
    expect(rows[0]?.left).toBeGreaterThan(3_000);
    await app.database.pool.query(`update sign_in.ended_session set until = now() - interval '1 second'`);
    const again = await signedIn();
    await again.submit(await home(again), '/sign-out');
    expect((await app.database.pool.query('select from sign_in.ended_session')).rowCount).toBe(1);
  });
});
