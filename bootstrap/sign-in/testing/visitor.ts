import { expect } from 'vitest';
import { Browser, type Visit } from './browser.js';
import type { SignedInApp } from './signed-in-app.js';

/** Names of the cookies: of a session, and of a sign-in that was begun. */
export const SESSION = 'sijil-session';
export const BEGUN = 'sijil-sign-in';

/** Who signs in unless somebody else is named. */
export const noura = { sub: 'noura', name: 'Noura <Example>', claims: { role: 'employer' } } as const;

/** A browser in which somebody signed in. */
export async function signIn(app: SignedInApp, claims: Readonly<Record<string, unknown>> = noura.claims): Promise<Browser> {
  app.issuer.person = { ...noura, claims };
  const browser = new Browser();
  expect(isSignedIn(await browser.go(`${app.origin}/sign-in`, { from: new URL(app.origin) }))).toBe(true);
  return browser;
}

/** Whether a page says that somebody is signed in. */
export const isSignedIn = ({ text }: Visit): boolean => text.includes('action="/sign-out"');

/** What a problem says to programs. */
export const problem = ({ status, text }: Visit): object => ({ status, code: (JSON.parse(text) as { code: string }).code });
