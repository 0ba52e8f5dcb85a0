import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import type { TrustedIssuer } from '../auth/verify-token.js';
import { createApp } from '../http/app.js';
import { pageHeaders } from '../../queries/pages/page.js';
import { notFoundPage } from './not-found-page.js';

const browser = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

let app: FastifyInstance;
beforeAll(async () => {
  // Nobody is asked who calls at an address where nothing is.
  app = await createApp({ trusted: {} as TrustedIssuer, vault: {} as Vault, version: '0', logger: false, notFoundPage });
  await app.ready();
});
afterAll(() => app.close());

describe('an address where nothing is', () => {
  it.each([
    ['en-GB,en', 'There is nothing here', 'lang="en" dir="ltr"'],
    ['ar-SA,ar', 'لا يوجد شيء هنا', 'lang="ar" dir="rtl"'],
  ])('is told to a human by a page with a way home (%s)', async (language, title, direction) => {
    const answer = await app.inject({ url: '/nothing?lang=none', headers: { ...browser, 'accept-language': language } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers).toMatchObject(pageHeaders);
    for (const shown of [`<h1>${title}</h1>`, direction, 'href="/"']) expect(answer.body).toContain(shown);
    expect(answer.body).not.toContain('/sign-in');
  });

  it.each<[string, 'GET' | 'POST' | 'HEAD', string, Readonly<Record<string, string>>, number]>([
    ['a program', 'GET', '/nothing', { accept: 'text/html' }, 404],
    ['a script of a page', 'GET', '/nothing', { ...browser, 'sec-fetch-mode': 'cors' }, 404],
    ['a form', 'POST', '/nothing', browser, 404],
    ['who has the method wrong', 'POST', '/openapi.json', browser, 405],
  ])('is told to %s by a problem', async (_who, method, url, headers, status) => {
    const answer = await app.inject({ method, url, headers });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'application/problem+json; charset=utf-8']);
  });
});
