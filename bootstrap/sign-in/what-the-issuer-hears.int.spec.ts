// What anybody can have the program ask the issuer: no more than the limits of an address let him.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Browser } from './testing/browser.js';
import { startSignedInApp, type SignedInApp } from './testing/signed-in-app.js';
import { noura, SESSION } from './testing/visitor.js';

let app: SignedInApp;
let at: (path: string) => string;

beforeEach(async () => {
  app = await startSignedInApp({ failedSignIns: 3 });
  at = (path) => app.origin + path;
  app.issuer.person = noura;
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

it('codes that are guessed are shown to it so often from one address, and no more', async () => {
  const browser = new Browser();
  const callback = new URL((await browser.go(at('/sign-in'), { until: /\/sign-in\/callback\?/ })).url);
  const cookies = Object.fromEntries(browser.cookies);
  const heard: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    callback.searchParams.set('code', `guess-${n}`);
    const answer = await browser.send(callback, { cookies });
    heard.push(answer.status);
    if (answer.status === 429) expect(answer.text).toContain('Too many requests');
  }
  expect(heard).toEqual([400, 400, 400, 429, 429, 429]);
  expect(app.issuer.codesShown).toBe(3);
  expect(browser.cookies.has(SESSION)).toBe(false);
});

it('an issuer that is away is asked once a second, however many would sign in', async () => {
  app.issuer.broken = 500;
  const since = performance.now();
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.advanceTimersByTime(since);
  const tried = async (): Promise<number> => (await new Browser().send(at('/sign-in'))).status;
  for (let n = 0; n < 5; n += 1) expect(await tried()).toBe(503);
  expect(app.issuer.discovered).toBe(1);
  vi.advanceTimersByTime(1_000);
  app.issuer.broken = undefined;
  expect(await tried()).toBe(303);
  expect(app.issuer.discovered).toBe(2);
});
