// Law: what the application itself refuses stands in the description of every route that is described.
import type { RouteOptions } from 'fastify';

/** The answer of a problem, as OpenAPI has it. */
const problem = { description: 'See `code`.', content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } } };

/** Adds statuses of problems to a route's description, if it is described. */
export function describeProblems(route: RouteOptions, ...statuses: readonly number[]): void {
  const { schema } = route;
  if (schema?.response === undefined || (schema as { readonly hide?: boolean }).hide === true) return;
  const added = Object.fromEntries(statuses.map((status) => [status, problem]));
  route.schema = { ...schema, response: { ...added, ...(schema.response as object) } };
}
