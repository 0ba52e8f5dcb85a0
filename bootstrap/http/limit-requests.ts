// Law: a request counts once, when it is known whose it is and before its body is read; one beyond its quota gets no further.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressKey } from '../rate-limits/address-key.js';
import type { Verdict } from '../rate-limits/quota.js';
import { limitField } from '../rate-limits/rate-limit-fields.js';
import type { RateLimit, RateLimits } from '../rate-limits/rate-limits.js';
import { callerOf } from './authenticate.js';
import type { RefuseInTime } from './refuse-in-time.js';

/** A route's config: one that is `unlimited` counts for nobody. It must be cheap. */
interface LimitedRoute {
  readonly policy?: unknown;
  readonly unlimited?: boolean;
}

/** Counts the requests that authentication let through. Use it after authentication. */
export function useRateLimits(app: FastifyInstance, limits: RateLimits, refuseInTime: RefuseInTime): void {
  const tell = (reply: FastifyReply, limit: RateLimit, key: string, verdict: Verdict, done: () => void): void => {
    if (!verdict.allowed) {
      refuseInTime(reply, `${limit.who} ${key}`, limits.refusal(limit, verdict));
      return;
    }
    // In lower case, as Fastify sends all names: to make them so costs each request more than to keep them.
    reply.header('ratelimit-policy', limit.policyField);
    reply.header('ratelimit', limitField(limit, verdict));
    done();
  };
  app.addHook('onRequest', (request, reply, done) => {
    const { policy, unlimited } = request.routeOptions.config as LimitedRoute;
    if (unlimited === true) {
      done();
      return;
    }
    const nobody = policy === 'public' || request.is404;
    const [limit, key] = nobody ? ([limits.public, addressKey(request.ip)] as const) : ofClient(limits, request);
    const verdict = limit.limiter.take(key);
    if (verdict instanceof Promise) {
      verdict.then((told) => tell(reply, limit, key, told, done)).catch(done);
      return;
    }
    tell(reply, limit, key, verdict, done);
  });
}

function ofClient(limits: RateLimits, request: FastifyRequest): readonly [RateLimit, string] {
  const { role, actorId } = callerOf(request).actor;
  // The ledger's own role comes from no request.
  if (role === 'system') throw new Error('a request came as the ledger itself');
  return [limits.clients[role], actorId];
}
