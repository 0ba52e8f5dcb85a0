import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { describedInJson } from './describe-schemas.js';
import { noCompilers } from './no-compilers.js';
import { useOpenApi } from './openapi.js';

const limit = z.coerce.number().int().max(9).default(5);

describe('zod schemas in the description of a route', () => {
  it('are JSON Schemas: bodies as they are sent, answers as they are given, parameters never required for their defaults', () => {
    const described = describedInJson({
      operationId: 'One',
      querystring: z.strictObject({ limit }),
      body: z.strictObject({ limit }),
      response: {
        200: { description: 'Good.', headers: {}, is: z.strictObject({ limit }) },
        202: { description: 'Lines.', content: { 'application/x-ndjson': { schema: z.string() }, 'text/plain': { schema: { type: 'string' } } } },
        400: { description: 'Bad.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } },
      },
    });
    const properties = { limit: { type: 'integer', default: 5, maximum: 9, minimum: Number.MIN_SAFE_INTEGER } };
    expect(described).toEqual({
      operationId: 'One',
      querystring: { type: 'object', additionalProperties: false, properties },
      body: { type: 'object', additionalProperties: false, properties },
      response: {
        200: { description: 'Good.', headers: {}, type: 'object', additionalProperties: false, properties, required: ['limit'] },
        202: { description: 'Lines.', content: { 'application/x-ndjson': { schema: { type: 'string' } }, 'text/plain': { schema: { type: 'string' } } } },
        400: { description: 'Bad.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } },
      },
    });
  });

  it('are looked at when the description is asked for, and not before', async () => {
    const app = Fastify({ schemaController: noCompilers });
    await useOpenApi(app, '1');
    const answer = z.strictObject({ of: limit });
    let looked = 0;
    const convert = answer._zod.processJSONSchema;
    answer._zod.processJSONSchema = (...given) => {
      looked += 1;
      return convert?.(...given);
    };
    app.get('/one', { schema: { response: { 200: { description: 'One.', is: answer } } } }, () => ({ of: 1 }));
    await app.ready();
    expect((await app.inject('/one')).json()).toEqual({ of: 1 });
    expect(looked).toBe(0);
    expect((await app.inject('/openapi.json')).json()).toMatchObject({ paths: { '/one': { get: { responses: { 200: { description: 'One.' } } } } } });
    expect(looked).toBe(1);
    await app.close();
  });
});
