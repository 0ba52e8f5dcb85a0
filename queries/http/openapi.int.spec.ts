import { afterAll, beforeAll, expect, it } from 'vitest';
import { openReadSide, type ReadSide } from '../testing/read-side.js';

let side: ReadSide;
beforeAll(async () => {
  side = await openReadSide('openapi');
});
afterAll(async () => {
  await side.drop();
});

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
}

it('describes every route of the read side in OpenAPI, each by a name of its own', async () => {
  const { paths } = (await side.app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const names = operations.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/v1/establishments/{id}',
      '/v1/work-permits',
      '/v1/visas/{id}/events/{revision}',
      '/v1/workspaces/{companyId}',
      '/v1/feed',
      '/v1/catalogue/{type}',
    ]),
  );
  for (const { path, method, operation } of operations) {
    // A plan is sent in, and nothing of it is stored.
    expect(method).toBe(path.endsWith('/what-if') ? 'post' : 'get');
    expect(operation, path).toMatchObject({ operationId: expect.any(String), summary: expect.any(String), tags: [expect.any(String)] });
    expect(operation.security, path).toEqual(path.startsWith('/v1/catalogue') ? undefined : [{ bearer: [] }]);
    expect(Object.values(operation.responses['200']?.content ?? {})[0]?.schema, path).toHaveProperty('type');
  }
});
