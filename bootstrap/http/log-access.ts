// Law: who was let in and who was not stands in the log: by role, policy and directory id, never by anything else that was sent.
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/access/caller.js';
import type { Problem } from '../../domain/access/problem.js';

/** Notes a token that was proven for the first time, or that this process had forgotten. */
export function logSignIn(request: FastifyRequest, { actor: { actorId, role } }: Caller): void {
  request.log.info({ ...where(request), actor: actorId, role }, 'token proven');
}

/** Notes a request that was refused for who sent it, or for want of saying who: 401 and 403. */
export function logRefusal(request: FastifyRequest, problem: Problem, caller: Caller | undefined): void {
  const who = caller === undefined ? {} : { actor: caller.actor.actorId, role: caller.actor.role };
  request.log.info({ ...where(request), ...who, status: problem.status, code: problem.code, reason: problem.detail }, 'not let in');
}

/** The route as it is described, not as it was called: what a caller wrote stays out. */
function where({ routeOptions, method, ip }: FastifyRequest): object {
  return { method, route: routeOptions.url, policy: (routeOptions.config as { readonly policy?: unknown }).policy, address: ip };
}
