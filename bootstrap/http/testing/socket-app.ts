// The application on a real socket, without stores, and what is sent to it byte by byte.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { expect } from 'vitest';
import { Problem } from '../../../domain/access/problem.js';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import type { Vault } from '../../../domain/ledger/vault.js';
import { openLocalIssuer, type LocalIssuer } from '../../auth/local-issuer.js';
import { createApp, type HttpLimits } from '../app.js';
import { rawAnswers, type RawAnswer } from './raw-request.js';

export interface Listening {
  readonly app: FastifyInstance;
  readonly port: number;
}

/** An application that listens, and others like it. */
export interface SocketApp extends Listening {
  readonly issuer: LocalIssuer;
  /** Another one with a route that echoes a command's body, one that reads, and some that fail. */
  listening(limits: Partial<HttpLimits>, lookUpMs?: number, onRequest?: (request: FastifyRequest) => void): Promise<Listening>;
  bearer(): string;
  /** The one answer to these bytes. */
  answer(bytes: string | Buffer, more?: { end?: boolean; to?: number }): Promise<RawAnswer>;
  close(): Promise<void>;
}

export const head = (line: string, ...headers: readonly string[]): string => [line, 'Host: x', ...headers, '', ''].join('\r\n');
export const json = 'Content-Type: application/json';
export const last = 'Connection: close';

/** Opens the application on a free port. */
export async function openSocketApp(): Promise<SocketApp> {
  const home = await mkdtemp(join(tmpdir(), 'sijil-http-'));
  const issuer = await openLocalIssuer(home);
  const token = await issuer.sign({ sub: 'someone', role: 'platform-service' }, 600);
  const opened: FastifyInstance[] = [];
  const listening: SocketApp['listening'] = async (limits, lookUpMs = 0, onRequest = () => undefined) => {
    const actors: Pick<Vault, 'actorFor'> = { actorFor: () => delay(lookUpMs, '6f1c2f0e-4f57-4a61-8f0e-2f1b54a5a001') };
    const made = await createApp({ trusted: issuer, vault: actors as Vault, version: '0', logger: false, limits });
    made.addHook('onRequest', (request, _reply, done) => {
      onRequest(request);
      done();
    });
    addRoutes(made);
    await made.listen({ port: 0, host: '127.0.0.1' });
    opened.push(made);
    return { app: made, port: (made.server.address() as AddressInfo).port };
  };
  const first = await listening({});
  return {
    ...first,
    issuer,
    listening,
    bearer: () => `Authorization: Bearer ${token}`,
    async answer(bytes, more) {
      const answers = await rawAnswers(more?.to ?? first.port, bytes, more);
      expect(answers).toHaveLength(1);
      return answers[0] as RawAnswer;
    },
    async close() {
      for (const one of opened) await one.close();
      await rm(home, { recursive: true });
    },
  };
}

function addRoutes(app: FastifyInstance): void {
  const config = { policy: 'bulk.send' } as object;
  app.post('/things', { config }, (request) => ({ got: request.body ?? null }));
  app.get('/things/:id', { config }, (request) => ({ id: (request.params as { id: string }).id }));
  // More than lies in the buffers of a connection.
  const large = Buffer.alloc(64 * 1024 * 1024, 'x');
  app.get('/large', { config }, (_request, reply) => reply.type('text/plain').send(large));
  app.get('/thing', { config, schema: { response: { 200: { type: 'object' } } } }, () => ({}));
  app.get('/lines', { config, schema: { response: { 200: { content: { 'application/x-ndjson': { schema: {} }, 'text/event-stream': { schema: {} } } } } } }, () => '');
  app.get('/away', { config }, () => {
    throw new StoreUnavailable('no route to host 10.0.0.7');
  });
  app.get('/broken', { config }, () => {
    throw new Error('secret detail');
  });
  app.get('/held', { config }, () => {
    throw new Problem(409, 'held', 'Held.', { headers: { 'Retry-After': '3' }, members: { by: 'x' }, errors: [{ pointer: '/a', code: 'c', detail: 'd' }] });
  });
}

/** Expects a problem document of this status and code. */
export function expectProblem(got: RawAnswer, status: number, code: string): void {
  expect(got).toMatchObject({ status, headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/), 'cache-control': 'no-store' } });
  const title: unknown = expect.any(String);
  const instance: unknown = expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/);
  expect(JSON.parse(got.body)).toMatchObject({ type: `urn:sijil:problem:${code}`, title, status, code, detail: title, instance });
}
