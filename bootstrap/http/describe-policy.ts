// Law: the description of a route names the policy that guards it, and whom it lets in by which rule.
import type { RouteOptions } from 'fastify';
import { isPolicy, policies } from '../../domain/access/policy.js';

/** Adds `x-policy` and `x-roles` to a route's schema, if it has one. */
export function describePolicy(route: RouteOptions): void {
  const { policy } = (route.config ?? {}) as { readonly policy?: unknown };
  if (route.schema === undefined || !isPolicy(policy)) return;
  const grants = policies[policy];
  route.schema = { ...route.schema, 'x-policy': policy, ...(grants === 'anyone' ? {} : { 'x-roles': grants }) } as NonNullable<typeof route.schema>;
}
