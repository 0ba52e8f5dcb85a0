import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { routeOf } from '../../commands/registry/registry.js';
import { buildCommandRegistry, buildEventRegistry } from '../ledger/registries.js';
import { apiClient, tokenFor, type Answer, type Api, type ProblemBody } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, company, numbersFrom, type Known } from './testing/market.js';
import { expectDocumented, expectSoundDocument, operationsOf, type OpenApi } from './testing/openapi.js';
import { endPrograms, serve } from './testing/program.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);
const KEY = { 'Idempotency-Key': 'a-key' };
const JSON_KEY = { ...KEY, 'Content-Type': 'application/json' };

let ledger: Ledger;
let address: string;
let api: Api;
let acme: Known;

beforeAll(async () => {
  ledger = await ledgerOnDatabases('http');
  ({ address } = await serve(ledger.variables).ready);
  api = apiClient(() => address, await tokenFor(ledger.home));
  acme = await clerkOf(api).create('/v1/companies', company(numbers));
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

/** Posts a body as it stands. */
function postText(body: string, headers: Record<string, string> = JSON_KEY, path = '/v1/employees/citizens'): Promise<Answer<ProblemBody>> {
  return api.request(path, { method: 'POST', headers, body });
}

/** Checks that an answer is a problem document with this status and code, and nothing that is nobody's business. */
function expectProblem(answer: Answer<ProblemBody>, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.code }, answer.text).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body).toMatchObject({
    type: `urn:sijil:problem:${code}`,
    status,
    title: expect.any(String) as string,
    detail: expect.any(String) as string,
  });
  expect(answer.body.instance).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
  for (const { pointer } of answer.body.errors ?? []) expect(pointer).toMatch(/^(\/.*)?$/);
  expect(answer.text).not.toMatch(/node_modules|\.js:\d|select |insert |company-[0-9a-f]{8}-/i);
}

describe('what is described', () => {
  let document: OpenApi;
  beforeAll(async () => {
    document = (await api.get<OpenApi>('/openapi.json')).body;
  });

  it('is sound, and has a route for each command with a role and for none without', () => {
    expectSoundDocument(document);
    const posts = operationsOf(document).filter((one) => one.method === 'post');
    const byId = new Map(posts.map((one) => [one.operationId, one.path]));
    for (const command of buildCommandRegistry().commands) {
      expect(byId.get(command.name), command.name).toBe(command.policy === null ? undefined : routeOf(command));
    }
    for (const { security, path, parameters } of posts) {
      expect(security, path).toEqual([{ bearer: [] }]);
      // Of bulk each line has its own; what if leaves no trace.
      if (!['/v1/bulk', '/v1/entities/{id}/saudization/what-if'].includes(path))
        expect(parameters?.filter((one) => one.in === 'header' && one.required).map((one) => one.name)).toContain('idempotency-key');
    }
  });

  it('is what is answered, member for member', async () => {
    const somebody = await clerkOf(api).create('/v1/employees/citizens', citizen(numbers));
    const reads: readonly [template: string, path: string][] = [
      ['/v1/companies/{id}', acme.path],
      ['/v1/employees/{id}', somebody.path],
      ['/v1/companies', '/v1/companies'],
      ['/v1/employees', '/v1/employees'],
      ['/v1/establishments', '/v1/establishments'],
      ['/v1/companies/{id}/events', `${acme.path}/events`],
      ['/v1/employees/{id}/events/{revision}', `${somebody.path}/events/0`],
      ['/v1/workspaces/{companyId}', `/v1/workspaces/${acme.id}`],
      ['/v1/catalogue', '/v1/catalogue'],
    ];
    for (const [template, path] of reads) {
      const answer = await api.get(`${path}${path.includes('catalogue') ? '' : `?after=${somebody.position}`}`);
      expect(answer.status, answer.text).toBe(200);
      expectDocumented(document, 'get', template, 200, answer.body);
    }
    const created = await api.post('/v1/companies', company(numbers));
    expectDocumented(document, 'post', '/v1/companies', 201, created.body);
    const refused = await api.post(`${acme.path}/resumption`, {}, { revision: acme.revision });
    expectDocumented(document, 'post', '/v1/companies/{id}/resumption', 422, refused.body);
  });

  it('has a page for people, and a catalogue of every event type', async () => {
    const page = await api.get('/docs');
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const style = /href="([^"]+\.css)"/.exec(page.text)?.[1] ?? '';
    expect((await api.get(new URL(style, `${address}/docs/`).pathname)).status).toBe(200);
    const catalogue = await api.get<{ events: { type: string; category: string | null; version: number; data: object }[] }>(
      '/v1/catalogue',
    );
    const known = buildEventRegistry().definitions;
    expect(new Set(catalogue.body.events.map((event) => event.type))).toEqual(new Set(known.map((event) => event.type)));
    for (const { type, category, data } of catalogue.body.events) {
      expect(category === null, type).toBe(isLedgerEvent(type));
      expect(data, type).toMatchObject({ type: 'object' });
    }
    expect((await api.get('/v1/catalogue/VisasIssued')).body).toMatchObject({ type: 'VisasIssued', category: 'visa' });
    expectProblem(await api.get('/v1/catalogue/Nothing'), 404, 'event-type-not-found');
  });
});

describe('what is not taken', () => {
  it('a body too large, of another kind, or none', async () => {
    expectProblem(await postText(`{"x":"${'a'.repeat(256 * 1024)}"}`), 413, 'body-too-large');
    expectProblem(await postText('<citizen/>', { ...KEY, 'Content-Type': 'application/xml' }), 415, 'media-type');
    expectProblem(await postText('{}', { ...KEY, 'Content-Type': 'text/plain' }), 415, 'media-type');
    expectProblem(await postText('[]', JSON_KEY, '/v1/bulk'), 415, 'media-type');
    expect((await postText('')).status).toBe(400);
    expect((await postText('null')).status).toBe(400);
    expect((await postText('[]')).status).toBe(400);
  });

  it.each([
    ['syntax', '{"nationalId":', 'json-syntax', ''],
    ['a key twice', '{"sex":"male","sex":"female"}', 'json-duplicate-key', '/sex'],
    ['a key twice, once in escapes', '{"sex":"male","s\\u0065x":"female"}', 'json-duplicate-key', '/sex'],
    ['the prototype', '{"name":{"__proto__":{"admin":true}}}', 'json-forbidden-key', '/name/__proto__'],
    ['depth', `{"name":${'['.repeat(30)}${']'.repeat(30)}}`, 'json-too-deep', undefined],
    ['a long list', `{"name":[${'0,'.repeat(1_000)}0]}`, 'json-array-too-long', '/name'],
    ['a long text', `{"name":"${'x'.repeat(10_001)}"}`, 'json-string-too-long', '/name'],
    ['NUL', '{"name":"a\\u0000b"}', 'json-nul', '/name'],
    ['half a surrogate pair', '{"name":"\\ud800"}', 'json-lone-surrogate', '/name'],
    ['a number beyond all', '{"name":1e999}', 'json-number-range', '/name'],
  ])('JSON with %s', async (_what, body, code, pointer) => {
    const answer = await postText(body);
    expectProblem(answer, 400, code);
    if (pointer !== undefined) expect(answer.body.errors?.map((one) => one.pointer)).toEqual([pointer]);
  });

  it('fields that are unknown or wrong, each named by its place', async () => {
    const wrong = { ...citizen(numbers), nationalId: '1234567890', birthDate: '1994-02-30', colour: 'green', name: { ar: null, en: null } };
    const answer = await postText(JSON.stringify(wrong));
    expectProblem(answer, 400, answer.body.code);
    expect(new Set(answer.body.errors?.map((one) => one.pointer))).toEqual(new Set(['/nationalId', '/birthDate', '/colour', '/name/ar']));
    expect(answer.text).not.toContain('1234567890');
  });

  it('requests without a key, with one that is none, and with another tag than one revision', async () => {
    const body = JSON.stringify(citizen(numbers));
    expectProblem(await postText(body, { 'Content-Type': 'application/json' }), 400, 'idempotency-key-missing');
    expectProblem(await postText(body, { ...JSON_KEY, 'Idempotency-Key': 'a b' }), 400, 'idempotency-key-malformed');
    expectProblem(await postText(body, { ...JSON_KEY, 'Idempotency-Key': 'x'.repeat(201) }), 400, 'idempotency-key-malformed');
    for (const tag of ['7', 'W/"0"', '"0", "1"', '"-1"']) {
      expectProblem(await postText('{}', { ...JSON_KEY, 'If-Match': tag }, `${acme.path}/suspension`), 400, 'if-match-malformed');
    }
    expectProblem(await postText('{"reason":"court-order"}', JSON_KEY, `${acme.path}/suspension`), 428, 'if-match-required');
  });

  it('addresses and methods that are not there', async () => {
    expectProblem(await api.get('/v1/nothing'), 404, 'not-found');
    expectProblem(await api.get('/v1/companies/not-an-id'), 404, 'record-not-found');
    expectProblem(await api.get('/v1/companies/00000000-0000-4000-8000-000000000000'), 404, 'record-not-found');
    expectProblem(await api.get('/v1/companies/..%2f..%2fetc'), 404, 'record-not-found');
    expectProblem(await api.get(`/v1/employees/${acme.id}`), 404, 'record-not-found');
    const deleted = await api.request(acme.path, { method: 'DELETE' });
    expectProblem(deleted, 405, 'method-not-allowed');
    expect(deleted.headers.get('allow')).toBe('GET, HEAD');
    const put = await api.request('/v1/companies', { method: 'PUT', headers: JSON_KEY, body: '{}' });
    expectProblem(put, 405, 'method-not-allowed');
    expect(put.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'HEAD', 'POST']);
    expect(await raw('GET /v1/%zz HTTP/1.1')).toContain('400');
  });

  it('who does not say who he is, and whose role may not', async () => {
    for (const path of ['/v1/companies', acme.path, '/v1/feed', `/v1/workspaces/${acme.id}`, `${acme.path}/events`]) {
      const response = await fetch(`${address}${path}`);
      expect(response.status, path).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
    }
    const regulator = apiClient(() => address, await tokenFor(ledger.home, 'regulator', 'reader'));
    expect((await regulator.get(acme.path, grounds)).status).toBe(200);
    expectProblem(await regulator.get(acme.path), 400, 'purpose-missing');
    expectProblem(await regulator.post('/v1/companies', company(numbers)), 403, 'role-not-allowed');
  });
});

describe('every answer', () => {
  it('says what it is, hides what runs, and is kept by nobody', async () => {
    for (const path of [acme.path, '/v1/companies', '/v1/nothing']) {
      const { headers } = await api.get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('server')).toBeNull();
    }
  });

  it('comes from a program that says it lives and is ready, and how far its read models are', async () => {
    expect(await api.get('/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } });
    expect(await api.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
    expectProblem(await api.get('/metrics'), 403, 'role-not-allowed');
    const metrics = await apiClient(() => address, await tokenFor(ledger.home, 'operator')).get('/metrics');
    for (const model of ['companies', 'employees', 'contracts', 'workspaces']) {
      expect(metrics.text).toMatch(new RegExp(`sijil_projection_lag_events\\{model="${model}"\\} \\d`));
    }
    expect(metrics.text).toContain('sijil_commands_total{command="RegisterCompany",status="201"}');
  });
});

/** The first line that answers a request line no client would send. */
function raw(line: string): Promise<string> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request({ method, path, hostname, port }, (response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    sent.once('error', reject);
    sent.end();
  });
}
