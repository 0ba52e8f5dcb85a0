// Law: an answer is described when its operation, its status, its media type and its body are what the OpenAPI document says.
import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

interface Media {
  readonly schema?: Schema;
}

/** An operation as the document has it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  /** Whom its policy lets in, by which rule. */
  readonly 'x-roles'?: Readonly<Record<string, string>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly headers?: Readonly<Record<string, unknown>>; readonly content?: Readonly<Record<string, Media>> }>
  >;
}

/** The parts of an OpenAPI document that are looked at. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** What came over the wire. */
export interface Answered {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Headers;
  readonly text: string;
}

/** The faults of an answer as the document sees it; none when it is described. */
export function undescribed(document: OpenApiDocument, method: string, url: string, answer: Answered): readonly string[] {
  const operation = operationAt(document, method, url);
  if (operation === undefined) return ['no such operation'];
  const response = operation.responses[String(answer.status)];
  if (response === undefined) return [`${operation.operationId}: status ${answer.status} is not described`];
  const missing = Object.keys(response.headers ?? {}).filter((name) => !OPTIONAL.has(name) && !answer.headers.has(name));
  const faults = missing.map((name) => `${operation.operationId}: ${name} is described and missing`);
  if (answer.status === 304) return faults;
  const type = (answer.contentType ?? '').split(';')[0] ?? '';
  const schema = response.content?.[type]?.schema;
  if (schema === undefined) return [...faults, `${operation.operationId}: ${type} is not described for ${answer.status}`];
  const parser = z.fromJSONSchema(inlined(document, schema) as Parameters<typeof z.fromJSONSchema>[0]);
  const bodies = type === 'application/x-ndjson' ? answer.text.split('\n').filter((line) => line !== '') : [answer.text];
  for (const body of bodies) {
    const { error } = parser.safeParse(JSON.parse(body));
    faults.push(...(error?.issues ?? []).map((issue) => `${operation.operationId}: ${issue.path.join('/')} ${issue.message}`));
  }
  return faults;
}

/** Headers that some successes have and others do not. */
const OPTIONAL = new Set(['Link', 'Retry-After']);

/** Places of a schema whose objects take members that it does not name. What is a map says of what. */
export function openObjects(document: OpenApiDocument, schema: unknown, place: string): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((one, n) => openObjects(document, one, `${place}/${n}`));
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref: reference, additionalProperties: others, properties, ...rest } = schema as Schema;
  if (typeof reference === 'string') return openObjects(document, resolved(document, reference), reference);
  const open = (properties !== undefined || rest['type'] === 'object') && (others === undefined || others === true);
  return [
    ...(open ? [place] : []),
    ...openObjects(document, others, `${place}/*`),
    ...Object.entries(properties ?? {}).flatMap(([name, member]) => openObjects(document, member, `${place}/${name}`)),
    ...Object.entries(rest).flatMap(([name, member]) => (name === 'const' || name === 'enum' ? [] : openObjects(document, member, `${place}/${name}`))),
  ];
}

/** Every reference of the document that leads nowhere. */
export function danglingReferences(document: OpenApiDocument): readonly string[] {
  return referencesIn(document).filter((reference) => resolved(document, reference) === undefined);
}

function operationAt(document: OpenApiDocument, method: string, url: string): Operation | undefined {
  const path = url.split('?')[0] ?? '';
  const parts = path.split('/');
  const templates = Object.keys(document.paths).filter((template) => {
    const wanted = template.split('/');
    return wanted.length === parts.length && wanted.every((part, n) => part.startsWith('{') || part === parts[n]);
  });
  // The one with the fewest parameters is the one that the router takes.
  const [first] = templates.sort((a, b) => a.split('{').length - b.split('{').length);
  return first === undefined ? undefined : document.paths[first]?.[method.toLowerCase()];
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === '$ref' && typeof member === 'string' ? [member] : referencesIn(member)));
}

function resolved(document: OpenApiDocument, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  return reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Schema)[part] : undefined), document);
}

function inlined(document: OpenApiDocument, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(document, item));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref: reference, ...members } = value as Schema;
  if (typeof reference === 'string') return inlined(document, resolved(document, reference));
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, inlined(document, member)]));
}
