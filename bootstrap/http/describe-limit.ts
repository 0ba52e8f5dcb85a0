// Law: whatever is described can be asked for too often, and says how that is answered.
import type { RouteOptions } from 'fastify';

const headers = {
  'RateLimit-Policy': { type: 'string', description: 'The quota: its name, `q` requests in `w` seconds.' },
  RateLimit: { type: 'string', description: 'What is left of it: `r` requests for `t` seconds.' },
  'Retry-After': { type: 'string', description: 'Seconds after which to come back.' },
};

const tooMany = {
  description: 'The requests of this minute are used up, or too many of them are still waiting for their answers. Other answers bear `RateLimit-Policy` and `RateLimit` too.',
  headers,
  content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
};

/** Adds 429 to the answers of a route that OpenAPI shows. */
export function describeLimit(route: RouteOptions): void {
  const schema = route.schema as { readonly hide?: boolean; readonly response?: object } | undefined;
  if (schema?.response === undefined || schema.hide === true) return;
  route.schema = { ...schema, response: { ...schema.response, 429: tooMany } };
}
