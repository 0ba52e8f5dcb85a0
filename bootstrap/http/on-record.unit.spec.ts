import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ReadSubject, RegulatorRead } from '../../domain/access/read-on-record.js';
import { grounds } from '../../domain/access/testing/grounds.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../auth/local-issuer.js';
import { createApp } from './app.js';
import { readAgain } from './on-record.js';

let home: string;
let issuer: LocalIssuer;
let app: FastifyInstance;
let noted: RegulatorRead[];
/** What ran, in its order. */
let ran: string[];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-on-record-'));
  issuer = await openLocalIssuer(home);
});
afterAll(() => rm(home, { recursive: true }));
beforeEach(async () => {
  [noted, ran] = [[], []];
  const vault: Pick<Vault, 'actorFor' | 'noteRead'> = {
    actorFor: () => Promise.resolve(randomUUID()),
    async noteRead(read) {
      ran.push('begun');
      await new Promise(setImmediate);
      noted.push(read);
      ran.push('noted');
    },
  };
  app = await createApp({ trusted: issuer, vault: vault as Vault, version: '0', logger: false });
});
afterEach(() => app.close());

const reads = (): ReadSubject => ({ category: 'company', recordId: null, asked: {} });

it('a route that is read on record and does not tell what it reads does not start', async () => {
  app.get('/untold', { config: { policy: 'histories.read' } as object }, () => 'all');
  await expect(app.ready()).rejects.toThrow('route GET /untold does not tell what it reads');
});

describe('a handler', () => {
  const get = async (department?: string) =>
    app.inject({ url: '/told', headers: { authorization: `Bearer ${await issuer.sign({ sub: 'reader', role: 'regulator', ...(department === undefined ? {} : { department }) }, 60)}`, ...grounds } });

  it('runs once the entry stands, and never before', async () => {
    app.get('/told', { config: { policy: 'records.read', reads } as object }, () => {
      ran.push('shown');
      return 'all';
    });
    expect((await get('labour-inspection')).body).toBe('all');
    expect(ran).toEqual(['begun', 'noted', 'shown']);
    expect(noted).toMatchObject([{ department: 'labour-inspection', act: 'request', policy: 'records.read', route: '/told', ...reads() }]);
  });

  it('of a read that goes on is put on record again under the same request, with an entry of its own', async () => {
    app.get('/told', { config: { policy: 'records.read', reads } as object }, async (request) => {
      await readAgain(request);
      return 'all';
    });
    await get();
    expect(noted.map(({ act }) => act)).toEqual(['request', 'following']);
    expect(noted[1]?.requestId).toBe(noted[0]?.requestId);
    expect(noted[1]?.id).not.toBe(noted[0]?.id);
  });

  it('does not run, and nothing is told, when what it reads cannot be told', async () => {
    app.get('/told', { config: { policy: 'records.read', reads: () => { throw new Error('secret'); } } as object }, () => 'all');
    const answer = await get();
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([503, 'read-not-recorded']);
    expect(answer.body).not.toContain('secret');
  });
});
