// Law: the description of a route that is read on record names the headers that such a read needs.
import type { RouteOptions } from 'fastify';
import { CASE_ID } from '../../domain/access/read-grounds.js';
import { PURPOSES } from '../../domain/access/purposes.js';

const headers = {
  purpose: {
    type: 'string',
    enum: PURPOSES.map(({ code }) => code),
    description: `Regulators: for what the record is read. ${PURPOSES.map(({ code, meaning }) => `\`${code}\`: ${meaning}`).join(' ')}`,
  },
  'case-id': {
    type: 'string',
    pattern: CASE_ID.source,
    description: 'Regulators: the case that the read belongs to, as their authority numbers it. No personal datum: it is kept.',
  },
} as const;

/** Adds the headers to a route's schema, if it has one. */
export function describeGrounds(route: RouteOptions): void {
  const { schema } = route;
  if (schema === undefined) return;
  const known = (schema.headers as { readonly properties?: object } | undefined)?.properties;
  route.schema = { ...schema, headers: { type: 'object', ...(schema.headers as object | undefined), properties: { ...known, ...headers } } };
}
