// Law: a route without a policy does not start; a request without a role that its route names gets nowhere.
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import type { Actor, Role } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { rememberTokens } from '../auth/token-memory.js';
import { endOf, verifyToken, type TokenClaims, type TrustedIssuer } from '../auth/verify-token.js';

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

/** A verified token, and whom it stands for once a route let him in. */
interface Bearer {
  readonly claims: TokenClaims;
  caller?: Caller;
}

/** Where a request carries its caller. */
const CALLER = Symbol('caller');

type Admitted = FastifyRequest & { [CALLER]?: Caller | null };

/** The caller of a verified request; a public route has none and must not ask. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = (request as Admitted)[CALLER];
  if (caller === undefined || caller === null) throw new Error(`${request.routeOptions.url ?? request.url} asked for a caller on a public route`);
  return caller;
}

/** Verifies tokens before any handler runs, and refuses routes that name no policy. */
export function useAuthentication(app: FastifyInstance, trusted: TrustedIssuer, vault: Vault): void {
  const routes: RouteOptions[] = [];
  app.decorateRequest(CALLER, null);
  app.addHook('onRoute', (route) => void routes.push(route));
  // Looked at when all are there: a plugin's own hooks may still have named the policy of its routes.
  app.addHook('onReady', async () => {
    for (const { method, url, config } of routes) {
      const policy = (config ?? {}) as RoutePolicy;
      if (policy.public !== true && (policy.roles ?? []).length === 0) throw new Error(`route ${String(method)} ${url} names no policy`);
    }
  });
  const memory = rememberTokens<Bearer>(async (authorization) => {
    const claims = await verifyToken(trusted, authorization);
    return { value: { claims }, until: endOf(claims) };
  });
  const admit = async (request: FastifyRequest, policy: RoutePolicy): Promise<void> => {
    const bearer = await memory.prove(request.headers.authorization);
    requireRole(bearer.claims.role, policy);
    bearer.caller ??= await callerFor(bearer.claims, vault);
    (request as Admitted)[CALLER] = bearer.caller;
  };
  app.addHook('onRequest', (request, _reply, done) => {
    const policy = (request.routeOptions.config ?? {}) as RoutePolicy;
    // An unknown path has no policy: it answers 404 without asking who calls.
    if (policy.public === true || request.is404) {
      done();
      return;
    }
    const known = memory.recall(request.headers.authorization);
    if (known?.caller === undefined) {
      admit(request, policy).then(() => done(), done);
      return;
    }
    requireRole(known.claims.role, policy);
    (request as Admitted)[CALLER] = known.caller;
    done();
  });
}

/** The caller that verified claims name; the vault knows him by an id of its own. */
async function callerFor(claims: TokenClaims, vault: Vault): Promise<Caller> {
  const actorId = await vault.actorFor(claims.iss, claims.sub);
  const actor: Actor = { actorId, role: claims.role, onBehalfOf: null, source: claims.department ?? claims.role };
  return { actor, synthetic: claims.synthetic === true };
}

/** A role is asked for at each request, also where the token is remembered: the routes differ. */
function requireRole(role: Role, policy: RoutePolicy): void {
  if ((policy.roles ?? []).includes(role)) return;
  throw new Problem(403, 'role-not-allowed', `The role ${role} may not call this.`, {
    headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' },
  });
}
