import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import { IssuerAway } from '../auth/issuer-away.js';
import { openLocalIssuer } from '../auth/local-issuer.js';
import { RateLimits } from '../rate-limits/rate-limits.js';
import { createApp } from './app.js';

it('while the issuer is away, who is told so is told as often as his address may ask, and nobody who comes from elsewhere hears of it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'sijil-away-'));
  const issuer = await openLocalIssuer(home);
  let away = true;
  const trusted = { ...issuer, keys: (...given: Parameters<typeof issuer.keys>) => (away ? Promise.reject(new IssuerAway('it sleeps', 7)) : issuer.keys(...given)) };
  const quotas = { 'platform-service': 100, employer: 100, analyst: 100, regulator: 100, operator: 100, public: 5, 'failed-sign-ins': 100 };
  const app = await createApp({ trusted, vault: { actorFor: async () => 'an id' } as unknown as Vault, version: '0', logger: false, rateLimits: new RateLimits(quotas) });
  app.get('/metrics', { config: { policy: 'metrics.read' } as object }, () => ({}));
  const authorization = `Bearer ${await issuer.sign({ sub: 'someone', role: 'operator' }, 600)}`;
  const ask = async (remoteAddress: string): Promise<number> => (await app.inject({ url: '/metrics', headers: { authorization }, remoteAddress })).statusCode;
  const heard: number[] = [];
  for (let n = 0; n < 7; n += 1) heard.push(await ask('192.0.2.1'));
  expect(heard).toEqual([503, 503, 503, 503, 503, 429, 429]);
  expect(await ask('192.0.2.2')).toBe(503);
  away = false;
  // Who is let in is asked nothing of his address.
  expect(await ask('192.0.2.1')).toBe(200);
  await app.close();
  await rm(home, { recursive: true });
});
