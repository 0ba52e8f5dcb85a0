// The served program as hostile and clumsy clients meet it: whatever they send, the answer is a problem that helps and tells nothing.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, ProblemBody } from '../e2e/testing/api.js';
import { citizen, numbersFrom } from '../e2e/testing/market.js';
import { rawAnswers } from './testing/raw-request.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

let served: ServedLedger;
let path: string;
let position: string;
const numbers = numbersFrom(0);
const citizens = '/v1/employees/citizens';
const json = { 'Content-Type': 'application/json' };

beforeAll(async () => {
  served = await serveLedger('hostile');
  const made = await served.api.post(citizens, citizen(numbers));
  expect(made.status, made.text).toBe(201);
  path = `/v1/employees/${made.body.id}`;
  ({ position } = made.body);
  expect((await served.api.get(`${path}?after=${position}`)).status).toBe(200);
});
afterAll(async () => {
  // Nobody can make the program fail: whatever was answered above, none of it was unforeseen.
  expect(served.logged.filter((line) => line['msg'] === 'request failed')).toEqual([]);
  await served.close();
});

function expectProblem(answer: Answer<ProblemBody>, status: number, code: string, pointers?: readonly string[]): void {
  expect({ status: answer.status, code: answer.body.code }, answer.text).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  if (pointers !== undefined) expect(answer.body.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
}

const get = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<ProblemBody>> => served.api.get(url, headers);
const send = (url: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<ProblemBody>> =>
  served.api.request(url, { method: 'POST', body, headers: { ...json, 'Idempotency-Key': randomUUID(), ...headers } });

describe('a command', () => {
  it.each([
    ['no body', '', 'invalid-payload', ['']],
    ['null', 'null', 'invalid-payload', ['']],
    ['a list', '[]', 'invalid-payload', ['']],
    ['half a body', '{', 'json-syntax', ['']],
    ['a mark of byte order', '\ufeff{}', 'json-syntax', ['']],
    ['the prototype', '{"__proto__":{}}', 'json-forbidden-key', ['/__proto__']],
    ['a name of NUL', '{"\\u0000":1}', 'json-nul', ['']],
    ['half a character', '{"a":["\\ud800"]}', 'json-lone-surrogate', ['/a/0']],
    ['nesting without end', '['.repeat(100_000) + ']'.repeat(100_000), 'json-too-deep', undefined],
  ])('with %s is refused', async (_what, body, code, pointers) => {
    expectProblem(await send(citizens, body), 400, code, pointers);
  });

  it('with a thousand unknown fields is told of a hundred', async () => {
    const answer = await send(citizens, JSON.stringify({ ...citizen(numbers), ...Object.fromEntries([...Array(1_000).keys()].map((n) => [`f${n}`, n])) }));
    expectProblem(answer, 400, 'invalid-payload');
    expect(answer.body.errors).toHaveLength(100);
  });

  it('takes no parameter but a position, and records nothing when it has others', async () => {
    const payload = JSON.stringify(citizen(numbers));
    expectProblem(await send(`${citizens}?dry=1&__proto__=1`, payload), 400, 'invalid-query', ['/query/dry', '/query/__proto__']);
    expectProblem(await send(`${citizens}?after=x`, payload), 400, 'invalid-query', ['/query/after']);
    expectProblem(await send(`${citizens}?after=a&after=b`, payload), 400, 'invalid-query', ['/query/after']);
    expectProblem(await send(`${citizens}?after=otherlog.0000000000000001`, payload), 410, 'foreign-position');
    expectProblem(await send(`${citizens}?after=${position.slice(0, -8)}99999999`, payload), 503, 'read-model-behind');
    expect((await send(`${citizens}?after=${position}`, payload)).status).toBe(201);
  });

  it('for what cannot be a record, or is none, is not found', async () => {
    const corrections = `${path}/corrections`;
    for (const id of ['x', '%00', path.slice(-36).toUpperCase(), `${path.slice(-36)}%0a`, "'or'1", '..%2f..%2fx']) {
      expectProblem(await send(`/v1/employees/${id}/corrections`, '{}', { 'If-Match': '"0"' }), 404, 'record-not-found');
    }
    expectProblem(await send(`/v1/employees/${randomUUID()}/death`, '{"diedOn":"2026-04-01"}', { 'If-Match': '"0"' }), 404, 'record-not-found');
    expectProblem(await send(corrections, '{}', { 'If-Match': 'W/"0"' }), 400, 'if-match-malformed', ['/headers/if-match']);
  });

  it('of someone who is nobody is not looked at', async () => {
    const nobody = served.client('abc');
    for (const url of [citizens, `${path}/death`, '/v1/bulk']) {
      expectProblem(await nobody.request(url, { method: 'POST', body: '{', headers: json }), 401, 'token-invalid');
    }
    expectProblem(await served.client(await served.token('analyst')).request(citizens, { method: 'POST', body: '{', headers: json }), 403, 'role-not-allowed');
  });
});

describe('a read', () => {
  it.each(['?after=', '?after=x', '?foo=1', '?after=a&after=b', '?__proto__=1', '?constructor[prototype]=1', '?after%00=1', '?%zz=1', '?='])(
    'with %s is refused, naming the parameter',
    async (query) => {
      const answer = await get(`${path}${query}`);
      expectProblem(answer, 400, 'invalid-query');
      expect(answer.body.errors?.[0]?.pointer).toMatch(/^\/query\//);
    },
  );

  it.each(['?limit=0', '?limit=201', '?limit=-1', '?limit=1e2', '?limit=', '?limit=+5', '?order=up', '?cursor=%00', `?cursor=${'a'.repeat(300)}`, '?nationalId=1000000008'])(
    'of a list with %s is refused',
    async (query) => {
      expectProblem(await get(`/v1/employees${query}`), 400, query.startsWith('?cursor=%') ? 'invalid-cursor' : 'invalid-query');
    },
  );

  it('of another log, or beyond the end of this one, says so', async () => {
    expectProblem(await get(`${path}?after=otherlog.0000000000000001`), 410, 'foreign-position');
    const beyond = await get(`${path}?after=${position.slice(0, -8)}99999999`);
    expectProblem(beyond, 503, 'read-model-behind');
    expect(beyond.headers.get('retry-after')).toBe('1');
  });

  it('with thousands of parameters is still answered', async () => {
    expectProblem(await get(`${path}?${'a=1&'.repeat(3_000)}`), 400, 'invalid-query', ['/query/a']);
    const many = await get(`${path}?${[...Array(1_500).keys()].map((n) => `p${n}=`).join('&')}`);
    expectProblem(many, 400, 'invalid-query');
    expect(many.body.errors?.length).toBeLessThanOrEqual(100);
  });

  it('by ETag answers 304 only to the tag that stands', async () => {
    for (const tag of ['"0"', 'W/"0"', '*', '"9", "0"']) expect((await get(path, { 'If-None-Match': tag })).status, tag).toBe(304);
    for (const tag of ['"1"', '0', '', ',', '""', 'nonsense']) expect((await get(path, { 'If-None-Match': tag })).status, tag).toBe(200);
  });

  it('of HEAD says what GET would say', async () => {
    for (const url of [path, '/v1/employees', `${path}/events`, '/v1/feed', '/healthz', '/openapi.json']) {
      const headed = await served.api.request(url, { method: 'HEAD' });
      const got = await served.api.get(url);
      expect([headed.status, headed.text], url).toEqual([200, '']);
      expect(headed.headers.get('content-type'), url).toBe(got.headers.get('content-type'));
    }
    const followed = await served.api.request('/v1/feed', { method: 'HEAD', headers: { Accept: 'text/event-stream' } });
    expect(followed.status).toBe(200);
  });
});

describe('many at once', () => {
  it('thirty requests pipelined on one connection are answered in order', async () => {
    const head = (n: number, more = ''): string => `GET ${path}?after=${position} HTTP/1.1\r\nHost: x\r\nX-N: ${n}\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`;
    const token = await served.token();
    const answers = await rawAnswers(served.port, [...Array(30).keys()].map((n) => head(n, n === 29 ? 'Connection: close\r\n' : '')).join(''));
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
  });

  it('a person’s numbers stand in no answer that refuses them, and in no line of the log', async () => {
    const known = citizen(numbers);
    expect((await served.api.post(citizens, known)).status).toBe(201);
    const clash = await send(citizens, JSON.stringify({ ...known, name: { ar: null, en: { first: 'Other', family: 'Person' } } }));
    const typo = await send(citizens, JSON.stringify({ ...known, nationalId: `${known.nationalId}1` }));
    for (const answer of [clash, typo]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.text).not.toContain(known.nationalId);
    }
    expect(JSON.stringify(served.logged)).not.toContain(known.nationalId);
  });
});
