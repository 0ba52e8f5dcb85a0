import { z } from 'zod';

/** The answers of a route that are problem documents, as OpenAPI shows them. */
export function problemResponses(statuses: readonly number[]): Record<number, object> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: 'See `code`.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } },
    ]),
  );
}

/** JSON Schema of a zod schema, without the dialect that OpenAPI names once for all. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** What every route of a verified caller needs. */
export const bearerSecurity = [{ bearer: [] }] as const;

/** The parameter of a path that is the id of a record or an operation. */
export const idInPath = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] } as const;
