// What OpenAPI says of the program, and a run of requests whose every answer is held against it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeOf } from '../../commands/registry/registry.js';
import { PURPOSES } from '../../domain/access/purposes.js';
import { ROLES } from '../../domain/access/roles.js';
import { buildCommandRegistry } from '../ledger/registries.js';
import { citizen, clerkOf, company, numbersFrom, terms, type Known } from '../e2e/testing/market.js';
import { danglingReferences, openObjects, undescribed, type OpenApiDocument, type Operation } from './testing/description.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

let served: ServedLedger;
let document: OpenApiDocument;
let operations: readonly (Operation & { readonly method: string; readonly path: string })[];
const numbers = numbersFrom(0);

beforeAll(async () => {
  served = await serveLedger('openapi');
  document = (await served.api.get<OpenApiDocument>('/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, one]) => ({ ...one, method, path })));
});
afterAll(async () => {
  await served.close();
});

describe('the description', () => {
  it('is OpenAPI 3.1 whose references all lead somewhere, each operation under a name of its own', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(danglingReferences(document)).toEqual([]);
    expect(JSON.stringify(document)).not.toMatch(/"\$(defs|id|schema)"/);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    expect(operations.filter(({ method }) => method !== 'get' && method !== 'post')).toEqual([]);
  });

  it('has each parameter of a path, and says who may not be nobody', () => {
    for (const { path, parameters = [], security, responses, operationId, summary, 'x-roles': roles = {} } of operations) {
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`).sort(), path).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
      for (const one of inPath) expect(one.required, `${path} ${one.name}`).toBe(true);
      expect(summary, path).toMatch(/\S+ \S+/);
      const open = path.startsWith('/v1/catalogue');
      expect(security, path).toEqual(open ? undefined : [{ bearer: [] }]);
      if (!open) expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['400', '401', '503']));
      // Where each role is let in, none is refused.
      expect('403' in responses, operationId).toBe(!open && ROLES.some((role) => !(role in roles)));
      expect(Object.keys(responses['429']?.headers ?? {}), operationId).toEqual(['RateLimit-Policy', 'RateLimit', 'Retry-After']);
      for (const [status, response] of Object.entries(responses)) {
        if (Number(status) >= 400) expect(Object.keys(response.content ?? {}), `${operationId} ${status}`).toEqual(['application/problem+json']);
      }
    }
  });

  it('has a route for each command that someone may send, with its key, its revision and its body', () => {
    const commands = buildCommandRegistry().commands.filter(({ policy }) => policy !== null);
    for (const command of commands) {
      const found = document.paths[routeOf(command)]?.['post'];
      expect(found?.operationId, command.name).toBe(command.name);
      const required = (found?.parameters ?? []).filter((one) => one.in === 'header' && one.required === true).map(({ name }) => name);
      expect(required, command.name).toEqual(command.kind === 'change' ? ['idempotency-key', 'if-match'] : ['idempotency-key']);
      const body = found?.requestBody?.content['application/json']?.schema ?? {};
      for (const shape of (body['oneOf'] as object[] | undefined) ?? [body]) expect(shape, command.name).toMatchObject({ type: 'object', additionalProperties: false });
      const success = found?.responses[command.kind === 'change' ? '200' : '201'];
      expect(Object.keys(success?.headers ?? {}), command.name).toEqual(['Location', 'ETag', 'Ledger-Position']);
    }
    const posts = operations.filter(({ method }) => method === 'post');
    // Bulk bodies, and plans of which nothing is stored.
    expect(posts).toHaveLength(commands.length + 2);
  });

  it('closes every object that comes in or goes out: a member that it does not name is none of the API’s', () => {
    const bodies = operations.flatMap(({ operationId, requestBody, responses }) => [
      ...Object.values(requestBody?.content ?? {}).map(({ schema }) => [`${operationId} in`, schema] as const),
      ...Object.entries(responses).flatMap(([status, { content }]) => Object.values(content ?? {}).map(({ schema }) => [`${operationId} ${status}`, schema] as const)),
    ]);
    expect(bodies.length).toBeGreaterThan(400);
    expect(new Set(bodies.flatMap(([where, schema]) => openObjects(document, schema ?? {}, where)))).toEqual(new Set());
  });

  it('names the headers of a regulator’s read on every route that is read on record, and on no other', () => {
    for (const { method, path, parameters = [], 'x-roles': roles = {} } of operations) {
      const headers = parameters.filter(({ name, in: place }) => place === 'header' && ['purpose', 'case-id'].includes(name));
      const onRecord = roles['regulator'] === 'on-record';
      expect(headers.map(({ name, required }) => [name, required ?? false]).sort(), `${method} ${path}`).toEqual(onRecord ? [['case-id', false], ['purpose', false]] : []);
      for (const { name, schema } of headers) if (name === 'purpose') expect(schema['enum']).toEqual(PURPOSES.map(({ code }) => code));
    }
  });

  it('tells the media types of bulk and feed, and the schema of their lines', () => {
    const bulk = document.paths['/v1/bulk']?.['post'];
    expect(Object.keys(bulk?.requestBody?.content ?? {})).toEqual(['application/x-ndjson', 'application/jsonl', 'application/jsonlines']);
    expect(bulk?.requestBody?.content['application/x-ndjson']?.schema).toMatchObject({ type: 'object', required: ['key', 'command', 'data'] });
    expect(Object.keys(bulk?.responses ?? {})).toEqual(expect.arrayContaining(['202', '408', '413', '415']));
    expect(Object.keys(document.paths['/v1/feed']?.['get']?.responses['200']?.content ?? {})).toEqual(['application/x-ndjson', 'text/event-stream']);
  });
});

describe('a run of requests', () => {
  /** Sends a request and checks that its answer, whatever it is, is described. */
  async function described(method: string, url: string, init: RequestInit = {}, token?: string): Promise<number> {
    const headers = { Authorization: `Bearer ${token ?? (await served.token())}`, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(`${served.address}${url}`, { ...init, method, headers });
    const answer = { status: response.status, contentType: response.headers.get('content-type'), headers: response.headers, text: await response.text() };
    expect(undescribed(document, method, url, answer), `${method} ${url} ${answer.status} ${answer.text}`).toEqual([]);
    return response.status;
  }
  const post = (url: string, data: unknown, headers: Readonly<Record<string, string>> = {}, token?: string): Promise<number> =>
    described('post', url, { body: JSON.stringify(data), headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers } }, token);

  let firm: Known;
  let person: Known;
  let contract: Known;
  beforeAll(async () => {
    const clerk = clerkOf(served.api);
    firm = await clerk.create('/v1/companies', company(numbers));
    person = await clerk.create('/v1/employees/citizens', citizen(numbers));
    const parties = { companyId: firm.id, establishmentId: await clerk.mainEstablishment(firm), employeeId: person.id };
    contract = await clerk.create('/v1/contracts', { ...parties, terms: terms('2026-05-10', null) });
    await clerk.change(contract, 'sending');
  });

  it('reads records, lists, histories, workspaces, the feed and the catalogue as described', async () => {
    for (const url of [firm.path, person.path, contract.path, `${contract.path}/events`, `${person.path}/events/0`, `/v1/workspaces/${firm.id}`]) {
      expect(await described('get', `${url}?after=${contract.position}`), url).toBe(200);
    }
    for (const kind of ['companies', 'establishments', 'employees', 'contracts', 'work-permits', 'visas', 'transfers', 'insurance-registrations']) {
      expect(await described('get', `/v1/${kind}?limit=1&after=${contract.position}`), kind).toBe(200);
    }
    for (const url of ['/v1/feed', '/v1/feed?categories=contract&limit=1', '/v1/catalogue', '/v1/catalogue/ContractSent', '/v1/me']) {
      expect(await described('get', url), url).toBe(200);
    }
    expect(await described('get', '/v1/statistics/saudization?by=band,region', {}, await served.token('analyst'))).toBe(200);
    expect(await described('get', firm.path, { headers: { 'If-None-Match': `"${firm.revision}"` } })).toBe(304);
  });

  it('refuses reads as described', async () => {
    const analyst = await served.token('analyst');
    for (const url of [firm.path, '/v1/companies', `${firm.path}/events`, `${firm.path}/events/0`, `/v1/workspaces/${firm.id}`, '/v1/feed', `/v1/operations/${randomUUID()}`]) {
      expect(await described('get', `${url}?colour=green`), url).toBe(url.startsWith('/v1/operations') ? 404 : 400);
      expect(await described('get', url, {}, 'abc'), url).toBe(401);
      expect(await described('get', url, {}, analyst), url).toBe(403);
      if (!url.startsWith('/v1/operations')) expect(await described('get', `${url}?after=otherlog.0001`), url).toBe(410);
    }
    for (const url of [`/v1/companies/${person.id}`, `/v1/employees/${firm.id}/events`, `/v1/workspaces/${person.id}`, `${firm.path}/events/99`, '/v1/catalogue/Nothing']) {
      expect(await described('get', url), url).toBe(404);
    }
    expect(await described('get', `/v1/contracts?after=${contract.position.slice(0, -8)}99999999`)).toBe(503);
  });

  it('accepts and refuses commands as described', async () => {
    const payload = citizen(numbers);
    const key = { 'Idempotency-Key': 'one' };
    expect(await post('/v1/employees/citizens', payload, key)).toBe(201);
    expect(await post('/v1/employees/citizens', payload, key)).toBe(201);
    expect(await post('/v1/employees/citizens', citizen(numbers), key)).toBe(422);
    expect(await post('/v1/employees/citizens', payload)).toBe(409);
    expect(await post('/v1/employees/citizens', { ...payload, nationalId: '1' })).toBe(400);
    expect(await post('/v1/employees/citizens', payload, {}, 'abc')).toBe(401);
    expect(await post('/v1/employees/citizens', payload, {}, await served.token('regulator'))).toBe(403);
    expect(await post('/v1/employees/citizens?after=otherlog.0001', citizen(numbers))).toBe(410);
    expect(await post('/v1/employees/citizens', { pad: 'x'.repeat(300_000) })).toBe(413);
    expect(await post('/v1/employees/citizens', payload, { 'Content-Type': 'text/plain' })).toBe(415);
    expect(await post(`/v1/companies/${randomUUID()}/resumption`, {}, { 'If-Match': '*' })).toBe(404);
    expect(await post(`${firm.path}/resumption`, {})).toBe(428);
    expect(await post(`${firm.path}/resumption`, {}, { 'If-Match': '"99"' })).toBe(412);
    expect(await post(`${firm.path}/resumption`, {}, { 'If-Match': `"${firm.revision}"` })).toBe(422);
    expect(await post(`${firm.path}/suspension`, { reason: 'court-order' }, { 'If-Match': `"${firm.revision}"` })).toBe(200);
  });

  it('runs a bulk operation as described', async () => {
    const lines = [{ key: randomUUID(), command: 'RegisterCitizen', data: citizen(numbers) }, { key: randomUUID(), command: 'RegisterCitizen', data: {} }];
    const init = { body: lines.map((one) => JSON.stringify(one)).join('\n'), headers: { 'Content-Type': 'application/x-ndjson' } };
    expect(await described('post', '/v1/bulk', init)).toBe(202);
    expect(await described('post', '/v1/bulk', { ...init, body: '' })).toBe(400);
    expect(await described('post', '/v1/bulk', { ...init, headers: { 'Content-Type': 'text/plain' } })).toBe(415);
    const started = await served.api.request('/v1/bulk', { method: 'POST', ...init });
    const location = started.headers.get('location') ?? '';
    expect(await described('get', location)).toBe(200);
    await expect.poll(async () => (await served.api.get<{ status: string }>(location)).body.status, { timeout: 20_000 }).toBe('finished');
    expect(await described('get', location)).toBe(200);
    expect(await described('get', `${location}/outcomes`)).toBe(200);
    expect(await described('get', `${location}/outcomes?after=x`)).toBe(400);
  });

  it('shows the description on a page that loads nothing from elsewhere', async () => {
    const page = await served.api.get('/docs');
    expect(page.status).toBe(200);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] ?? '');
    expect(loaded.length).toBeGreaterThan(3);
    for (const one of loaded) {
      expect(one).toMatch(/^\/docs\//);
      expect((await served.api.get(one)).status, one).toBe(200);
    }
    expect((await served.api.get('/docs/json')).text).toBe((await served.api.get('/openapi.json')).text);
    // Scripts and styles of the page's own address are allowed by the policy it is sent with.
    expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'/);
    expect(page.text).not.toMatch(/<script>(?!\s*<\/script>)/);
  });
});
