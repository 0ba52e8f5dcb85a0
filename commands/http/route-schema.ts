/** The answers of a route that are problem documents, as OpenAPI shows them. */
export function problemResponses(statuses: readonly number[]): Record<number, object> {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: 'See `code`.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } },
    ]),
  );
}

/** What every route of a verified caller needs. */
export const bearerSecurity = [{ bearer: [] }] as const;

/** The parameter of a path that is the id of a record or an operation. */
export const idInPath = { type: 'object', properties: { id: { type: 'string', format: 'uuid' } }, required: ['id'] } as const;
