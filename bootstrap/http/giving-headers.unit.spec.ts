import { connect } from 'node:net';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { givingHeaders } from './giving-headers.js';

const given = { 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' };

let app: FastifyInstance;
let address: string;

beforeEach(async () => {
  app = Fastify();
  const giveHeaders = givingHeaders(given);
  app.addHook('onRequest', (_request, reply, done) => {
    giveHeaders(reply.raw);
    done();
  });
  app.get('/text', (_request, reply) => reply.header('ETag', '"3"').send('text'));
  app.get('/nothing', (_request, reply) => reply.code(304).send());
  app.get('/kept', (_request, reply) => reply.header('Cache-Control', 'max-age=60').header('Set-Cookie', ['a=1', 'b=2']).send('text'));
  app.get('/stream', (_request, reply) => reply.header('X-Frame-Options', 'DENY').type('text/plain').send(Readable.from(['a', 'b'])));
  app.get('/raw', (_request, reply) => {
    reply.hijack();
    reply.raw.writeHead(202, 'Taken', { 'Cache-Control': 'private', 'X-Own': 'own' }).end('raw');
  });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close());

/** An answer as it came over the wire. */
async function headOf(path: string): Promise<string> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.end(`GET ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`);
  let read = '';
  for await (const bytes of socket) read += String(bytes);
  return read;
}

const answers: readonly (readonly [path: string, status: number, headers: Readonly<Record<string, string>>, body: string])[] = [
  ['/text', 200, { ...given, etag: '"3"', 'content-length': '4' }, 'text'],
  ['/nothing', 304, given, ''],
  ['/kept', 200, { ...given, 'cache-control': 'max-age=60', 'set-cookie': 'a=1, b=2' }, 'text'],
  ['/stream', 200, { ...given, 'x-frame-options': 'DENY', 'content-type': 'text/plain' }, 'ab'],
  ['/raw', 202, { ...given, 'cache-control': 'private', 'x-own': 'own' }, 'raw'],
  ['/elsewhere', 404, given, '{"message":"Route GET:/elsewhere not found","error":"Not Found","statusCode":404}'],
];

it('are looked at before the first answer', () => {
  for (const wrong of [{ 'x-split': 'a\r\nset-cookie: b' }, { 'x split': 'a' }]) expect(() => givingHeaders(wrong)).toThrow(TypeError);
});

describe('headers that are given to every answer', () => {
  it.each(answers)('stand on %s beside its own, and once', async (path, status, headers, body) => {
    const answer = await fetch(address + path);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(answer.headers.get(name)).toBe(value);
    expect(await answer.text()).toBe(body);
  });

  it('leave a head that ends where it should', async () => {
    const head = await headOf('/text');
    expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:[\w-]+: [^\r\n]*\r\n)+\r\ntext$/);
    for (const [name, value] of Object.entries(given)) expect(head.split(`\r\n${name}: ${value}\r\n`)).toHaveLength(2);
  });

  it.each(answers)('stand on %s also where nothing goes over a wire', async (path, status, headers) => {
    if (path === '/raw') return;
    const answer = await app.inject(path);
    expect(answer.statusCode).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect([answer.headers[name]].flat().join(', ')).toBe(value);
  });
});
