import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeKey, startHttpIssuer, type HttpIssuer } from '../auth/testing/http-issuer.js';
import { apiClient, tokenFor, type ProblemBody } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, numbersFrom } from './testing/market.js';
import { endPrograms, serve, type Program } from './testing/program.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);
let ledger: Ledger;
let issuer: HttpIssuer;

beforeAll(async () => {
  ledger = await ledgerOnDatabases('issuer');
  issuer = await startHttpIssuer();
});
afterAll(async () => {
  await endPrograms();
  await issuer.close();
  await ledger.remove();
});

const start = (): Program => serve({ ...ledger.variables, OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'urn:labour', OIDC_ROLE_CLAIM: 'labour_role' });
const good = { aud: 'urn:labour', role: 'king', labour_role: 'platform-service', scope: 'command:employee' };

describe('a program whose issuer is configured', () => {
  it('takes that issuer’s tokens by its claims, and no other’s', async () => {
    const program = start();
    const { address } = await program.ready;
    const post = async (token: string): Promise<{ status: number; body: ProblemBody }> => apiClient(() => address, token).post<ProblemBody>('/v1/employees/citizens', citizen(numbers));
    expect((await post(await issuer.sign({ claims: good }))).status).toBe(201);
    const stranger = await makeKey('first');
    for (const [what, token] of Object.entries({
      'the local key': await tokenFor(ledger.home),
      'another audience': await issuer.sign({ claims: { ...good, aud: 'sijil' } }),
      'an ID token': await issuer.sign({ claims: good, header: { typ: 'JWT' } }),
      'another key of the same name': await issuer.sign({ claims: good, key: stranger }),
    })) {
      expect((await post(token)).body, what).toMatchObject({ status: 401, code: 'token-invalid' });
    }
    // The embedded provider is not there.
    expect((await fetch(`${address}/identity/jwks`)).status).toBe(404);
    await program.stop();
  });

  it('starts while the issuer is away, and lets nobody in until it is there', async () => {
    await issuer.close();
    const program = start();
    const { address } = await program.ready;
    const answer = await fetch(`${address}/v1/feed`, { headers: { authorization: `Bearer ${await issuer.sign({ claims: good })}` } });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await answer.json()).toMatchObject({ code: 'issuer-unavailable' });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    await program.stop();
  });
});
