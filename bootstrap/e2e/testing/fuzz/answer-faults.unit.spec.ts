// Each check of the fuzzer finds the fault that it is there for.
import { describe, expect, it } from 'vitest';
import { answerFaults } from './answer-faults.js';
import { describedApi, type Operation } from './described-api.js';
import type { Plan } from './plan.js';
import type { GotAnswer } from './sent-request.js';

const problemDocument = { type: 'urn:sijil:problem:record-not-found', title: 'Not Found', status: 404, code: 'record-not-found', detail: 'No.', instance: `urn:uuid:${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}` };
const problemOf = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const api = describedApi({
  openapi: '3.1.0',
  paths: {
    '/v1/things/{id}': {
      post: {
        operationId: 'ChangeThing',
        security: [{ bearer: [] }],
        parameters: [],
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false } } } },
        responses: {
          200: { headers: { ETag: {} }, content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'], additionalProperties: false } } } },
          401: { content: problemOf },
          404: { content: problemOf },
          503: { content: problemOf },
        },
      },
    },
  },
  components: { schemas: { Problem: { type: 'object', required: Object.keys(problemDocument), properties: { status: { type: 'integer' }, errors: { type: 'array' } } } } },
});
const [operation] = api.operations as readonly [Operation];
const plan: Plan = { operation, caller: 'platform-service', method: 'POST', path: {}, query: [], headers: [], mediaType: 'application/json', values: [{ n: 1 }], broken: '', refused: false, elsewhere: false };
const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const good: GotAnswer = { status: 200, headers: { ...headers, etag: '"1"' }, mediaType: 'application/json', text: '{"id":"6f1c8a52-3d0e-4b7a-9c55-0e2d7b1f4a10"}' };
const missing: GotAnswer = { status: 404, headers, mediaType: 'application/problem+json', text: JSON.stringify(problemDocument) };
const problem = (change: object, status = 404): GotAnswer => ({ ...missing, status, text: JSON.stringify({ ...problemDocument, status, ...change }) });

const faults = (answer: GotAnswer, change: Partial<Plan> = {}, accepts = true): readonly string[] => answerFaults(api, { ...plan, ...change }, answer, () => accepts);

describe('the checks of the fuzzer', () => {
  it('find nothing in an answer that is as described', () => {
    expect(faults(good)).toEqual([]);
    expect(faults(missing)).toEqual([]);
    expect(faults(missing, { elsewhere: true, refused: true })).toEqual([]);
  });

  it.each<[string, readonly string[], string]>([
    ['a server’s fault', faults(problem({}, 500)), '500 while every store is there'],
    ['a store said to be away', faults(problem({ code: 'store-unavailable', type: 'urn:sijil:problem:store-unavailable' }, 503)), '503 while every store is there'],
    ['a status that is not described', faults(problem({}, 418)), 'status 418 is not described'],
    ['a media type that is not described', faults({ ...good, mediaType: 'text/html' }), 'text/html is not described for 200'],
    ['a member too many', faults({ ...good, text: '{"id":"6f1c8a52-3d0e-4b7a-9c55-0e2d7b1f4a10","x":1}' }), 'must NOT have additional properties'],
    ['a member too few', faults({ ...good, text: '{}' }), "must have required property 'id'"],
    ['a value of another form', faults({ ...good, text: '{"id":"1"}' }), 'must match format "uuid"'],
    ['no JSON', faults({ ...good, text: '<html>' }), 'must be object'],
    ['a header that is missing', faults({ ...good, headers }), 'ETag is described and missing'],
    ['an answer that may be kept', faults({ ...good, headers: { ...good.headers, 'cache-control': 'public' } }), 'cache-control is public'],
    ['a problem of another type', faults(problem({ type: 'about:blank' })), 'is of type about:blank'],
    ['a problem of another status', faults({ ...missing, text: JSON.stringify({ ...problemDocument, status: 400 }) }), 'says 400'],
    ['a problem as HTML', faults({ ...missing, mediaType: 'text/html' }), '404 of text/html'],
    ['a pointer that is none', faults(problem({ errors: [{ pointer: 'a~b' }] })), 'points at a~b'],
    ['a stack', faults(problem({ detail: 'at decide (/app/dist/commands/x.js:1:2)' })), 'tells at decide'],
    ['a statement', faults(problem({ detail: 'select * from companies where id = 1' })), 'tells select'],
    ['the name of a stream', faults(problem({ detail: 'company-6f1c8a52-3d0e is stale' })), 'tells company-6f1c8a52-'],
    ['a program that tells its name', faults({ ...missing, headers: { ...headers, server: 'x' } }), 'tells what runs'],
    ['nobody who is let in', faults(good, { caller: 'nobody' }), 'nobody hears 200, not 401'],
    ['nobody who is told what is not there', faults(missing, { caller: 'expired' }), 'expired hears 404, not 401'],
    ['a refusal without a challenge', faults(problem({}, 401)), '401 without a challenge'],
    ['a command of a role that sends none', faults(good, { caller: 'analyst' }), 'analyst sent a command that was accepted'],
    ['what was broken and accepted', faults(good, { broken: 'the body', refused: true }), 'the body: accepted with 200'],
    ['a body that the description does not take', faults(good, {}, false), 'accepted a body that the description does not take'],
    ['another address that is accepted', faults(good, { broken: 'the method', refused: true, elsewhere: true }), 'the method: accepted with 200'],
  ])('find %s', (_what, found, fault) => {
    expect(found.join('\n')).toContain(fault);
  });

  it('know which bodies the description takes', () => {
    expect(api.takesBody(operation, 'application/json', { n: 1 })).toBe(true);
    for (const body of [{ n: '1' }, { n: 1, m: 1 }, {}, null]) expect(api.takesBody(operation, 'application/json', body), JSON.stringify(body)).toBe(false);
    expect(api.takesBody(operation, 'text/plain', { n: 1 })).toBe(false);
  });
});
