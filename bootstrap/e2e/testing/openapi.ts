// An OpenAPI 3.1 document, looked at by what the specification asks for, and answers measured by the schemas it gives.
import { expect } from 'vitest';
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

/** The parts of a document that are looked at. */
export interface OpenApi {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: Schema };
}

/** An operation with where it stands. */
export interface Placed extends Operation {
  readonly method: string;
  readonly path: string;
}

export function operationsOf(document: OpenApi): readonly Placed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, ...operation })),
  );
}

/** Checks what the specification asks of a document: ids, parameters, responses, references, schemas. */
export function expectSoundDocument(document: OpenApi): void {
  expect(document.openapi).toMatch(/^3\.1\./);
  const operations = operationsOf(document);
  const ids = operations.map((one) => one.operationId);
  expect(new Set(ids).size, 'every operation has an id of its own').toBe(ids.length);
  for (const { method, path, operationId, summary, parameters = [], responses, requestBody } of operations) {
    const at = `${method} ${path}`;
    expect(operationId, at).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(summary.length, at).toBeGreaterThan(5);
    const inPath = parameters.filter((one) => one.in === 'path');
    expect(inPath.map((one) => one.name).sort(), at).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort());
    for (const one of inPath) expect(one.required, `${at} ${one.name}`).toBe(true);
    expect(
      Object.keys(responses).some((status) => status.startsWith('2')),
      at,
    ).toBe(true);
    for (const [status, response] of Object.entries(responses)) expect(response.description.length, `${at} ${status}`).toBeGreaterThan(0);
    if (method === 'post') expect(Object.keys(requestBody?.content ?? {}).length, at).toBeGreaterThan(0);
  }
  for (const reference of referencesIn(document)) {
    expect(resolve(document, reference), reference).toBeDefined();
  }
}

/** Checks an answer against the schema that the document gives for it; unknown members are faults. */
export function expectDocumented(document: OpenApi, method: string, path: string, status: number, body: unknown): void {
  const operation = document.paths[path]?.[method];
  const at = `${method} ${path} ${status}`;
  const content = operation?.responses[String(status)]?.content;
  expect(content, at).toBeDefined();
  const schema = Object.values(content ?? {})[0]?.schema;
  expect(schema, at).toBeDefined();
  const whole = inlined(document, schema ?? {}) as Parameters<typeof z.fromJSONSchema>[0];
  const parsed = z.fromJSONSchema(whole).safeParse(body);
  expect(parsed.error?.issues ?? [], at).toEqual([]);
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
}

function resolve(document: OpenApi, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  let at: unknown = document;
  for (const part of reference.slice(2).split('/')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Schema)[decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return at;
}

function inlined(document: OpenApi, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(document, item));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref: reference, ...members } = value as Schema;
  if (typeof reference === 'string') return inlined(document, resolve(document, reference));
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, inlined(document, member)]));
}
