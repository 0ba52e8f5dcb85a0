// The application on a real socket, without stores: limits, methods, media types, and answers to what is no request.
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Vault } from '../../domain/ledger/vault.js';
import { createApp } from './app.js';
import { closed, type RawAnswer } from './testing/raw-request.js';
import { expectProblem, head, json, last, openSocketApp, type SocketApp } from './testing/socket-app.js';

let side: SocketApp;
let app: FastifyInstance;
let port: number;
let issuer: SocketApp['issuer'];
let listening: SocketApp['listening'];
let bearer: SocketApp['bearer'];
let answer: SocketApp['answer'];
const opened: FastifyInstance[] = [];

beforeAll(async () => {
  side = await openSocketApp();
  ({ app, port, issuer, listening, bearer, answer } = side);
});
afterAll(async () => {
  for (const one of opened) await one.close();
  await side.close();
});

describe('what is not an HTTP request', () => {
  it.each([
    ['noise', 'hello\r\n\r\n', 400, 'bad-request'],
    ['a method that HTTP does not know', 'NOPE / HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'bad-request'],
    ['two lengths', head('POST /things HTTP/1.1', json, 'Content-Length: 2', 'Content-Length: 3') + '{}', 400, 'bad-request'],
    ['a length and chunks', head('POST /things HTTP/1.1', json, 'Content-Length: 2', 'Transfer-Encoding: chunked') + '0\r\n\r\n', 400, 'bad-request'],
    ['a length that is no number', head('POST /things HTTP/1.1', json, 'Content-Length: two') + '{}', 400, 'bad-request'],
    ['chunks in HTTP/1.0, whose readers may know none', `POST /things HTTP/1.0\r\nHost: x\r\nConnection: keep-alive\r\n${json}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${head('GET /things/1 HTTP/1.1', last)}`, 400, 'bad-request'],
    ['another coding before the chunks', head('POST /things HTTP/1.1', json, 'Transfer-Encoding: gzip, chunked') + '0\r\n\r\n' + head('GET /things/1 HTTP/1.1', last), 400, 'bad-request'],
    ['a coding that is none', head('POST /things HTTP/1.1', json, 'Transfer-Encoding: xchunked') + '0\r\n\r\n', 400, 'bad-request'],
    ['a version that is not spoken', head('GET /things/1 HTTP/2.0'), 400, 'bad-request'],
    ['no version', 'GET /things/1\r\n\r\n', 400, 'bad-request'],
    ['headers beyond 16 KiB', head('GET /things/1 HTTP/1.1', `X: ${'a'.repeat(17_000)}`), 431, 'headers-too-large'],
    ['a URL beyond 16 KiB', head(`GET /things/1?${'a'.repeat(17_000)} HTTP/1.1`), 431, 'headers-too-large'],
    ['no host', `GET /things/1 HTTP/1.1\r\n${last}\r\n\r\n`, 400, 'host-missing'],
    ['more than a hundred headers', head('GET /things/1 HTTP/1.1', ...Array.from({ length: 100 }, (_, n) => `X-${n}: 1`), last), 431, 'headers-too-many'],
    ['thousands of headers', head('GET /things/1 HTTP/1.1', ...Array.from({ length: 3_000 }, () => 'a:'), last), 431, 'headers-too-many'],
    ['two hosts', head('GET /things/1 HTTP/1.1', 'HOST: y', last), 400, 'host-repeated'],
    ['an expectation nobody knows', head('POST /things HTTP/1.1', json, 'Expect: miracle', 'Content-Length: 2') + '{}', 417, 'expectation-failed'],
  ])('%s is answered with a problem', async (_what, bytes, status, code) => {
    expectProblem(await answer(bytes), status, code);
  });

  it('a body that ends before its length is answered with a problem', async () => {
    expectProblem(await answer(head('POST /things HTTP/1.1', json, bearer(), 'Content-Length: 10') + '{', { end: true }), 400, 'bad-request');
  });
});

describe('URLs', () => {
  it.each(['%', '%zz', '%ff', '%E0%A4%A', 'x%00%'])('a path with %s is no URL', async (part) => {
    expectProblem(await answer(head(`GET /things/${part} HTTP/1.1`, bearer(), last)), 400, 'bad-url');
  });

  it('a path beyond all ids leads nowhere', async () => {
    expectProblem(await answer(head(`GET /things/${'a'.repeat(300)} HTTP/1.1`, bearer(), last)), 404, 'not-found');
  });

  it('an unknown path answers 404 without asking who calls', async () => {
    expectProblem(await answer(head('GET /nothing HTTP/1.1', last)), 404, 'not-found');
    expectProblem(await answer(head('GET /docs/static/nothing HTTP/1.1', last)), 404, 'not-found');
    expectProblem(await answer(head('GET /docs/static/%2e%2e%2fpackage.json HTTP/1.1', last)), 404, 'not-found');
  });
});

it('an address that is answered names no host, whatever the request named', async () => {
  for (const target of ['http://elsewhere.example/docs/static/index.html', '/docs/static/index.html?a=/docs/static/index.html']) {
    const got = await answer(head(`GET ${target} HTTP/1.1`, last));
    expect([got.status, got.headers['location']], target).toEqual([302, '/docs/']);
  }
});

describe('methods', () => {
  it.each([
    ['PUT', '/things', 'POST'],
    ['OPTIONS', '/things', 'POST'],
    ['TRACE', '/things', 'POST'],
    ['DELETE', '/things/1', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
    ['PROPFIND', '/things', 'POST'],
    ['REPORT', '/things/1', 'GET, HEAD'],
    ['PURGE', '/things', 'POST'],
    ['CONNECT', 'things:443', 'GET, HEAD, POST'],
    ['PUT', 'http://x/things', 'POST'],
    ['DELETE', 'HTTPS://elsewhere.example/things/1?a=b', 'GET, HEAD'],
  ])('%s %s answers 405 and names %s', async (method, path, allow) => {
    const got = await answer(head(`${method} ${path} HTTP/1.1`, last));
    expectProblem(got, 405, 'method-not-allowed');
    expect(got.headers['allow']).toBe(allow);
  });

  it('are what the request line says, whatever a header says', async () => {
    expectProblem(await answer(head('POST /things/1 HTTP/1.1', 'X-HTTP-Method-Override: GET', bearer(), last, 'Content-Length: 0')), 405, 'method-not-allowed');
  });

  it('HEAD answers as GET does, without the body', async () => {
    const got = await rawHead('/things/1');
    expect(got).toMatch(/^HTTP\/1\.1 200 /);
    expect(got).toMatch(/content-length: 10\r\n/);
    expect(got.endsWith('\r\n\r\n')).toBe(true);
  });

  async function rawHead(path: string): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.write(head(`HEAD ${path} HTTP/1.1`, bearer(), last));
    await closed(socket);
    return text;
  }
});

describe('bodies', () => {
  const post = (body: string | Buffer, ...headers: readonly string[]): Buffer =>
    Buffer.concat([Buffer.from(head('POST /things HTTP/1.1', bearer(), last, `Content-Length: ${Buffer.byteLength(body)}`, ...headers)), Buffer.from(body)]);

  it('are read as JSON in UTF-8, whatever case the type is written in', async () => {
    for (const type of ['application/json', 'application/JSON', 'application/json; charset=UTF-8', 'application/json;charset="utf-8"']) {
      expect(await answer(post('{"a":"é"}', `Content-Type: ${type}`))).toMatchObject({ status: 200, body: '{"got":{"a":"é"}}' });
    }
    expect(await answer(post('{}', json, 'Content-Encoding: identity'))).toMatchObject({ status: 200 });
  });

  it.each(['text/plain', 'application/jsonx', 'application/merge-patch+json', 'application/x-ndjson', 'multipart/form-data', 'nonsense', 'application/json, text/plain'])(
    '%s is refused',
    async (type) => {
      expectProblem(await answer(post('{}', `Content-Type: ${type}`)), 415, 'media-type');
    },
  );

  it('without a type are refused', async () => {
    expectProblem(await answer(post('{}')), 415, 'media-type');
  });

  it('in another charset or compressed are refused, naming the header', async () => {
    const charset = await answer(post(Buffer.from('{}', 'utf16le'), 'Content-Type: application/json; charset=utf-16'));
    expectProblem(charset, 415, 'charset');
    expect(JSON.parse(charset.body)).toMatchObject({ errors: [{ pointer: '/headers/content-type' }] });
    expectProblem(await answer(post('{}', json, 'Content-Encoding: gzip')), 415, 'content-encoding');
    // Who only reads sends none, whatever is said of it.
    expect(await answer(head('GET /things/1 HTTP/1.1', bearer(), 'Content-Encoding: gzip', last))).toMatchObject({ status: 200 });
  });

  it('that are not UTF-8, or no strict JSON, are refused', async () => {
    expectProblem(await answer(post(Buffer.from('{"a":"\xff"}', 'latin1'), json)), 400, 'json-not-utf-8');
    expectProblem(await answer(post('{"a":1,"a":2}', json)), 400, 'json-duplicate-key');
  });

  it('beyond the limit are refused, told by their length or found out on the way', async () => {
    expectProblem(await answer(head('POST /things HTTP/1.1', bearer(), json, 'Content-Length: 262145') + '{'), 413, 'body-too-large');
    const chunk = `${(262_145).toString(16)}\r\n${'x'.repeat(262_145)}\r\n`;
    expectProblem(await answer(head('POST /things HTTP/1.1', bearer(), json, 'Transfer-Encoding: chunked') + chunk), 413, 'body-too-large');
  });
});

describe('what a client takes', () => {
  const asked = (path: string, ...accept: readonly string[]): Promise<RawAnswer> => answer(head(`GET ${path} HTTP/1.1`, bearer(), last, ...accept.map((one) => `Accept: ${one}`)));

  it.each([
    ['/thing', 'application/json'],
    ['/thing', 'text/html, application/*;q=0.1'],
    ['/thing', 'TEXT/html,*/*; q=0.2'],
    ['/thing', 'Application/JSON; charset=utf-8'],
    ['/lines', 'text/event-stream'],
    ['/lines', 'application/x-ndjson'],
    ['/things/1', 'text/html'],
  ])('is given: %s as %s', async (path, accept) => expect(await asked(path, accept)).toMatchObject({ status: 200 }));

  it.each([
    ['/thing', 'text/html'],
    ['/thing', 'application/json;q=0, text/*'],
    ['/thing', 'application/json;q=0.000'],
    ['/thing', ''],
    ['/lines', 'application/json'],
    ['/thing', 'application/jsonx'],
  ])('is refused where it is not: %s as %s', async (path, accept) => {
    const got = await asked(path, accept);
    expectProblem(got, 406, 'not-acceptable');
    expect(JSON.parse(got.body)).toMatchObject({ errors: [{ pointer: '/headers/accept' }] });
  });

  it('is any type when it says nothing', async () => expect(await asked('/thing')).toMatchObject({ status: 200 }));

  it('is asked behind who calls', async () => {
    expectProblem(await answer(head('GET /thing HTTP/1.1', 'Accept: text/html', last)), 401, 'token-missing');
  });
});

describe('what stands before a service', () => {
  it('is not believed: forwarded addresses, hosts and schemes change nothing', async () => {
    const forwarded = ['X-Forwarded-For: 203.0.113.7', 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https', 'Forwarded: for=203.0.113.7;host=evil.example;proto=https'];
    const seen: unknown[] = [];
    const { app: made, port: to } = await listening({}, 0, (request) => void seen.push([request.ip, request.host, request.protocol]));
    for (const path of ['/things/1', '/nothing', '/held']) {
      const got = await answer(head(`GET ${path} HTTP/1.1`, ...forwarded, bearer(), last), { to });
      expect(JSON.stringify(got)).not.toMatch(/evil|203\.0/);
      expect(got.headers).not.toHaveProperty('strict-transport-security');
    }
    expect(seen).toEqual(Array(3).fill(['127.0.0.1', 'x', 'http']));
    expect(made.initialConfig).not.toHaveProperty('trustProxy', true);
  });
});

describe('failures', () => {
  it('of a store are 503, those nobody foresaw 500 without a word of them', async () => {
    const away = await answer(head('GET /away HTTP/1.1', bearer(), last));
    expectProblem(away, 503, 'store-unavailable');
    expect(away.headers['retry-after']).toBe('2');
    expect(away.body).not.toContain('10.0.0.7');
    const broken = await answer(head('GET /broken HTTP/1.1', bearer(), last));
    expectProblem(broken, 500, 'internal');
    expect(broken.body).not.toContain('secret');
  });

  it('every answer forbids sniffing and framing, and none asks for TLS that is not there', async () => {
    const { headers } = await answer(head('GET /things/1 HTTP/1.1', bearer(), last));
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('strict-transport-security');
    for (const forbidden of ["base-uri 'none'", "object-src 'none'", "script-src 'self'"]) expect(headers['content-security-policy']).toContain(forbidden);
    // Also where the request never came to a route, or was none.
    for (const request of [head('GET /things/%zz HTTP/1.1', bearer(), last), 'nonsense\r\n\r\n']) {
      expect((await answer(request)).headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    }
  });

  it('every answer asks for TLS where clients come over it, the pages’ own requests too', async () => {
    const made = await createApp({ trusted: issuer, vault: {} as Vault, version: '0', logger: false, https: true });
    opened.push(made);
    for (const url of ['/openapi.json', '/nothing']) {
      const { headers } = await made.inject(url);
      expect(headers['strict-transport-security'], url).toBe('max-age=31536000');
      expect(headers['content-security-policy'], url).toContain('upgrade-insecure-requests');
    }
    const { headers } = await app.inject('/openapi.json');
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('a route without a policy does not start', async () => {
    const made = await createApp({ trusted: issuer, vault: {} as Vault, version: '0', logger: false });
    made.get('/open', () => 'all');
    await expect(made.ready()).rejects.toThrow('names no policy');
    await made.close();
  });

  it('a problem keeps its own headers and members', async () => {
    const got = await answer(head('GET /held HTTP/1.1', bearer(), last));
    expectProblem(got, 409, 'held');
    expect(got.headers['retry-after']).toBe('3');
    expect(JSON.parse(got.body)).toMatchObject({ by: 'x', errors: [{ pointer: '/a', code: 'c', detail: 'd' }] });
  });
});
