import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { createApp } from './app.js';

let home: string;
let issuer: LocalIssuer;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-log-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));

/** What an application logs while requests come with these headers. */
async function logged(...requests: readonly { readonly url: string; readonly authorization?: string }[]): Promise<readonly Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  const actors: Pick<Vault, 'actorFor'> = { actorFor: async () => '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001' };
  const app = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger });
  app.get('/things/:id', { config: { policy: 'operations.read' } as object }, () => ({}));
  for (const { url, authorization } of requests) await app.inject({ url, headers: authorization === undefined ? {} : { authorization } });
  await app.close();
  return lines;
}

const line = { method: 'GET', route: '/things/:id', policy: 'operations.read', address: '127.0.0.1', reqId: expect.any(String) as string };
const actor = '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001';

describe('the log', () => {
  it('names who was let in once a token, and not at each request', async () => {
    const authorization = `Bearer ${await issuer.sign({ sub: 'hunter2', role: 'platform-service' }, 600)}`;
    const lines = await logged({ url: '/things/1', authorization }, { url: '/things/2', authorization });
    expect(lines).toEqual([expect.objectContaining({ ...line, msg: 'token proven', actor, role: 'platform-service' })]);
  });

  it('names who was not, and why, each time', async () => {
    const analyst = `Bearer ${await issuer.sign({ sub: 'hunter2', role: 'analyst' }, 600)}`;
    const lines = await logged({ url: '/things/secret' }, { url: '/things/secret', authorization: 'Bearer secret' }, { url: '/things/secret', authorization: analyst });
    expect(lines.map(({ msg, status, code }) => [msg, status, code])).toEqual([
      ['not let in', 401, 'token-missing'],
      ['not let in', 401, 'token-invalid'],
      ['not let in', 403, 'role-not-allowed'],
    ]);
    for (const one of lines) expect(one).toMatchObject(line);
    expect(JSON.stringify(lines)).not.toMatch(/secret|hunter2|eyJ/);
  });
});
