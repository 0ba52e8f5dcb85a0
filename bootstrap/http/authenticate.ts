// Law: a route without a policy does not start; a request without a role that its route names gets nowhere.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import type { Actor, Role } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { verifyToken, type TrustedIssuer } from '../auth/verify-token.js';

/** Who called, and whether the records it speaks of are synthetic. */
export interface Caller {
  readonly actor: Actor;
  readonly synthetic: boolean;
}

/** The policy of a route: the roles that may call it, or `public`. Set as the route's `config`. */
interface RoutePolicy {
  readonly roles?: readonly Role[];
  readonly public?: boolean;
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** The caller of a verified request; a public route has none and must not ask. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request);
  if (caller === undefined) throw new Error(`${request.routeOptions.url ?? request.url} asked for a caller on a public route`);
  return caller;
}

/** Verifies tokens before any handler runs, and refuses routes that name no policy. */
export function useAuthentication(app: FastifyInstance, trusted: TrustedIssuer, vault: Vault): void {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  // Looked at when all are there: a plugin's own hooks may still have named the policy of its routes.
  app.addHook('onReady', async () => {
    for (const { method, url, config } of routes) {
      const policy = (config ?? {}) as RoutePolicy;
      if (policy.public !== true && (policy.roles ?? []).length === 0) throw new Error(`route ${String(method)} ${url} names no policy`);
    }
  });
  app.addHook('onRequest', async (request) => {
    const policy = (request.routeOptions.config ?? {}) as RoutePolicy;
    // An unknown path has no policy: it answers 404 without asking who calls.
    if (policy.public === true || request.is404) return;
    const claims = await verifyToken(trusted, request.headers.authorization);
    if (!(policy.roles ?? []).includes(claims.role)) {
      throw new Problem(403, 'role-not-allowed', `The role ${claims.role} may not call this.`, {
        headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
      });
    }
    const actorId = await vault.actorFor(claims.iss, claims.sub);
    const actor: Actor = { actorId, role: claims.role, onBehalfOf: null, source: claims.department ?? claims.role };
    callers.set(request, { actor, synthetic: claims.synthetic === true });
  });
}
