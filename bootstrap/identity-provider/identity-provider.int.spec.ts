import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { verifyToken } from '../auth/verify-token.js';
import { secretOf } from './clients.js';
import { createIdentityProvider } from './identity-provider.js';
import { mountIdentityProvider } from './mount.js';
import { officialsAnd, type Person } from './people.js';
import { tokenOfPerson, tokenOfService } from './sign-in-client.js';

let home: string;
let issuer: LocalIssuer;
let app: FastifyInstance;
let origin: string;
const errors: unknown[] = [];
const employer: Person = {
  accountId: '5b1c1d0e-0000-4000-8000-000000000001',
  role: 'employer',
  name: { en: 'Sara <Example>', ar: 'سارة' },
  companies: [{ en: 'Acme & Sons', ar: 'أكمي' }],
  nationalNumber: '1000000008',
  synthetic: true,
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-identity-'));
  issuer = await openLocalIssuer(home);
  const people = officialsAnd({ list: async () => [employer], find: async (id) => (id === employer.accountId ? employer : undefined) });
  app = Fastify();
  await mountIdentityProvider(app, () => createIdentityProvider({ issuer, people, onError: (error) => errors.push(error) }));
  origin = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await rm(home, { recursive: true });
  expect(errors).toEqual([]);
});

describe('a token', () => {
  it('of a service is what the API verifies, with its families of commands and its department', async () => {
    const token = await tokenOfService(origin, 'demo-work-permit-service', secretOf(issuer, 'demo-work-permit-service'), 'command:workPermit');
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
    expect(await verifyToken(issuer, `Bearer ${token}`)).toMatchObject({
      sub: 'demo-work-permit-service',
      role: 'platform-service',
      scope: 'command:workPermit',
      department: 'work-permit-department',
    });
  });
  it('of a person says his role, and of an employer the number that leads to him', async () => {
    const token = await tokenOfPerson(origin, employer.accountId);
    expect(await verifyToken(issuer, `Bearer ${token}`)).toMatchObject({ sub: employer.accountId, role: 'employer', synthetic: true, nationalNumber: '1000000008' });
    for (const role of ['analyst', 'regulator', 'operator']) {
      expect(decodeJwt(await tokenOfPerson(origin, `demo-${role}`))).toMatchObject({ role, sub: `demo-${role}`, aud: 'sijil' });
    }
  });
});
