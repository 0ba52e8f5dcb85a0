// Law: zod schemas in the description of a route become JSON Schemas when the description is first asked for, never at a start.
import { z } from 'zod';

/** Of the schema of a route, what may hold zod schemas. */
interface Described {
  readonly querystring?: unknown;
  readonly body?: unknown;
  readonly response?: Readonly<Record<string, Answer>>;
}

interface Answer {
  /** The schema of an answer of JSON. */
  readonly is?: unknown;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

/** The schema of a route as OpenAPI takes it. */
export function describedInJson<S extends object>(schema: S): S {
  const { querystring, body, response } = schema as Described;
  return {
    ...schema,
    ...(querystring instanceof z.ZodType ? { querystring: parameters(querystring) } : {}),
    ...(body instanceof z.ZodType ? { body: jsonSchema(body, 'input') } : {}),
    ...(response === undefined ? {} : { response: mapped(response, answer) }),
  };
}

function answer({ is, content, ...described }: Answer): object {
  return {
    ...described,
    ...(is instanceof z.ZodType ? jsonSchema(is, 'output') : {}),
    ...(content === undefined ? {} : { content: mapped(content, ofMediaType) }),
  };
}

function ofMediaType(media: { readonly schema?: unknown }): object {
  return media.schema instanceof z.ZodType ? { ...media, schema: jsonSchema(media.schema, 'output') } : media;
}

/** A parameter with a default is never required. */
function parameters(query: z.ZodType): object {
  const { required: _required, ...rest } = jsonSchema(query, 'output') as { readonly required?: unknown };
  return rest;
}

/** Without the dialect, which OpenAPI names once for all. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

function mapped<T>(record: Readonly<Record<string, T>>, to: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}
