// Connections of the application: slow ones, broken ones, pipelined requests, and offers to speak something else.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closed, rawAnswers } from './testing/raw-request.js';
import { expectProblem, head, json, last, openSocketApp, type SocketApp } from './testing/socket-app.js';

let side: SocketApp;
let app: FastifyInstance;
let port: number;
let listening: SocketApp['listening'];
let bearer: SocketApp['bearer'];
let answer: SocketApp['answer'];

beforeAll(async () => {
  side = await openSocketApp();
  ({ app, port, listening, bearer, answer } = side);
});
afterAll(() => side.close());

describe('slow clients', () => {
  it('are answered with 408 and cut off, in headers and in bodies', async () => {
    const { port: to } = await listening({ headersTime: 300, bodyTime: 300, lookEvery: 50 });
    expectProblem(await answer('GET /things/1 HTTP/1.1\r\nHost', { to }), 408, 'request-too-slow');
    expectProblem(await answer(head('POST /things HTTP/1.1', bearer(), json, 'Content-Length: 10') + '{', { to }), 408, 'request-too-slow');
  });

  it('who were refused before their body came do not keep the connection', async () => {
    const { port: to } = await listening({ bodyTime: 300, lookEvery: 50 });
    const got = await answer(head('POST /things HTTP/1.1', json, 'Content-Length: 10') + '{', { to });
    expectProblem(got, 401, 'token-missing');
  });
});

describe('who does not take what he asked for', () => {
  it('is cut off', async () => {
    const { app: made, port: to } = await listening({ silence: 300 });
    const accepted = once(made.server, 'connection') as Promise<[Socket]>;
    const client = connect(to, '127.0.0.1').on('error', () => undefined);
    client.pause();
    client.write(head('GET /large HTTP/1.1', bearer()));
    await closed((await accepted)[0]);
    client.destroy();
  });

  it('is not who takes it slowly, nor who waits for it', async () => {
    const { port: to } = await listening({ silence: 1_000 }, 150);
    const client = connect(to, '127.0.0.1');
    client.write(head('GET /large HTTP/1.1', bearer(), last));
    let bytes = 0;
    for await (const part of client) {
      bytes += (part as Buffer).length;
      if (bytes % (1024 * 1024) < (part as Buffer).length) await delay(30);
    }
    expect(bytes).toBeGreaterThan(64 * 1024 * 1024);
  });
});

describe('a connection on which nothing is asked', () => {
  it('is ended when it has been silent for as long as any may be, behind an answer as before the first request', async () => {
    const { app: made, port: to } = await listening({ silence: 300 });
    const accepted = once(made.server, 'connection') as Promise<[Socket]>;
    const client = connect(to, '127.0.0.1').on('error', () => undefined);
    let said = '';
    client.on('data', (bytes: Buffer) => (said += bytes.toString()));
    client.write(head('GET /elsewhere HTTP/1.1'));
    await closed((await accepted)[0]);
    // It was answered, and no other time was named to the client.
    expect(said).toMatch(/^HTTP\/1\.1 404 /);
    expect(said).not.toMatch(/^keep-alive:/im);
    client.destroy();
  });
});

it('a body that waits because the service itself is slow is no slow client', async () => {
  const { port: to } = await listening({ bodyTime: 50, lookEvery: 50 }, 300);
  expect(await answer(head('POST /things HTTP/1.1', bearer(), json, 'Content-Length: 2', last) + '{}', { to })).toMatchObject({ status: 200 });
});

describe('connections', () => {
  it('answer pipelined requests in order', async () => {
    const request = (n: number, ...headers: readonly string[]): string => head(`GET /things/${n} HTTP/1.1`, bearer(), ...headers);
    const answers = await rawAnswers(port, [...Array(30).keys()].map((n) => request(n, ...(n === 29 ? [last] : []))).join(''));
    expect(answers.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([...Array(30).keys()].map(String));
  });

  it('that break in the middle of a body disturb nobody', async () => {
    const socket = connect(port, '127.0.0.1');
    const seen = once(app.server, 'request');
    socket.write(head('POST /things HTTP/1.1', bearer(), json, 'Content-Length: 10') + '{');
    await seen;
    socket.destroy();
    expect(await answer(head('GET /things/1 HTTP/1.1', bearer(), last))).toMatchObject({ status: 200 });
  });
});

describe('an offer to speak another protocol', () => {
  const offer = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA'];
  const next = (): string => head('GET /things/2 HTTP/1.1', bearer(), last);

  it('is passed over, and its answer is the last of its connection', async () => {
    for (const first of [head('GET /things/1 HTTP/1.1', bearer(), ...offer), head('POST /things HTTP/1.1', bearer(), json, ...offer, 'Content-Length: 2') + '{}']) {
      const got = await answer(first + next());
      expect(got).toMatchObject({ status: 200, headers: { connection: 'close' } });
    }
  });

  it('does not make a request of what stands in the body of the next one', async () => {
    const ran: string[] = [];
    const { port: to } = await listening({}, 200, ({ url }) => void ran.push(url));
    const inner = next();
    const socket = connect(to, '127.0.0.1');
    const seen = once(socket, 'data');
    // Node lets go of what came behind the offer in one piece with it, and reads on at the next piece.
    socket.write(head('GET /things/1 HTTP/1.1', bearer(), ...offer) + head('POST /things HTTP/1.1', bearer(), json, `Content-Length: ${inner.length}`));
    await delay(50);
    socket.write(inner);
    await seen;
    await closed(socket);
    expect(ran).toEqual(['/things/1']);
  });
});
