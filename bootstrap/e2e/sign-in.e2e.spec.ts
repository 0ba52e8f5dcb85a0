// The whole program on a bare machine: its own provider, its pages, and the data behind them, as a browser goes through them.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Browser, type Visit } from '../sign-in/testing/browser.js';
import { apiClient, tokenFor } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { clerkOf, company, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let ledger: Ledger;
let program: Program;
let address: string;

beforeAll(async () => {
  ledger = await ledgerOnDatabases('sign in');
  program = serve({ ...ledger.variables, LOG_LEVEL: 'trace' });
  ({ address } = await program.ready);
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

/** Goes to the provider's page, presses the button of an account there, and comes back. */
async function signIn(browser: Browser, account: string, path = '/sign-in'): Promise<Visit> {
  const page = await browser.go(address + path, { from: new URL(address) });
  expect(page.url.pathname, page.text).toMatch(/^\/identity\/interaction\//);
  const chosen = await browser.submit(page, page.url.href, account === '' ? { cancel: '1' } : { account });
  return browser.go(new URL(String(chosen.headers.location), page.url), { from: page.url });
}

it('signs a demo person in and out by its own provider, and shows him what his role opens', async () => {
  const browser = new Browser();
  expect((await browser.go(address)).text).toContain('href="/sign-in"');
  const home = await signIn(browser, 'demo-regulator', '/sign-in?return=/%3Flang=ar');
  expect(home.url.href).toBe(`${address}/?lang=ar`);
  expect(home.text).toContain('<html lang="ar" dir="rtl">');
  expect(home.text).toContain('جهة رقابية');
  expect((await browser.go(`${address}/sign-in`)).text).toContain('<html lang="ar" dir="rtl">');
  expect((await browser.send(`${address}/v1/operations/00000000-0000-4000-8000-000000000000`)).status).toBe(403);
  const cookies = Object.fromEntries(browser.cookies);
  const out = await browser.submit(home, '/sign-out');
  expect(out.text).toContain('تم تسجيل الخروج');
  const next = /url=(.+)$/.exec(String(out.headers['refresh']))?.[1] ?? '';
  expect(next).toContain(`${address}/identity/session/end?`);
  expect((await browser.go(next)).text).toContain('<html lang="ar" dir="rtl">');
  expect((await browser.send(`${address}/v1/operations/00000000-0000-4000-8000-000000000000`, { cookies })).status).toBe(401);
  expect((await browser.go(address)).text).toContain('href="/sign-in"');
});

it('shows an employer for which companies he may act, and no company any more from which he was removed', async () => {
  const api = apiClient(() => address, await tokenFor(ledger.home));
  const [clerk, numbers] = [clerkOf(api), numbersFrom(0)];
  const human = { identifiers: [{ scheme: 'national-id', value: numbers.nationalId() }], name: { ar: null, en: { first: 'Hind', family: 'Example' } } };
  const [north, south] = [
    await clerk.create('/v1/companies', company(numbers, { name: { ar: 'شركة الشمال', en: 'North & Sons' } })),
    await clerk.create('/v1/companies', company(numbers, { name: { ar: 'شركة الجنوب', en: null } })),
  ];
  const personId = await clerk.appoint(north, human);
  await clerk.appoint(south, human);
  // The provider and the page know candidates by the read model.
  await api.get(`/v1/workspaces/${south.id}?after=${south.position}`);
  const browser = new Browser();
  const home = await vi.waitUntil(async () => {
    const page = await signIn(browser, personId);
    return page.text.includes('شركة الجنوب') ? page : undefined;
  }, 20_000);
  expect(home.text).toContain('Hind Example');
  expect(home.text).toContain('<li><bdi>North &#38; Sons</bdi></li>');
  await clerk.change(north, 'authorised-people-removals', { personId });
  const after = await browser.go(address);
  expect(after.text).toContain('شركة الجنوب');
  expect(after.text).not.toContain('North');
  expect((await browser.send(`${address}/v1/companies/${south.id}`)).status).toBe(200);
  expect((await browser.send(`${address}/v1/companies/${north.id}`)).status).toBe(404);
});

it('tells of a visitor who thought better of it', async () => {
  const browser = new Browser();
  const answer = await signIn(browser, '');
  expect(answer.status).toBe(403);
  expect(answer.text).toContain('The sign-in was cancelled');
});

it('keeps a session and its end over a restart', async () => {
  const [stays, leaves] = [new Browser(), new Browser()];
  await signIn(stays, 'demo-analyst');
  const home = await signIn(leaves, 'demo-operator');
  const ended = Object.fromEntries(leaves.cookies);
  await leaves.submit(home, '/sign-out');
  await expectCleanStop(program);
  expect(program.stderr()).not.toMatch(/eyJ|demo-analyst|code=/);
  program = serve(ledger.variables);
  ({ address } = await program.ready);
  expect((await stays.go(address)).text).toContain('action="/sign-out"');
  expect((await leaves.send(address, { cookies: ended })).text).toContain('href="/sign-in"');
});
