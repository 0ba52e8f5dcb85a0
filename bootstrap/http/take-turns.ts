// Law: a request runs once it is its client's turn; whose client has gone never runs, and who waits too long is told to come again.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import type { RateLimits } from '../rate-limits/rate-limits.js';
import { admittedCaller } from './authenticate.js';
import type { LeaveUnread } from './leave-unread.js';
import { whenOver } from './when-over.js';

/** A route's config: requests that it says so of stay as long as they like, in places of their own, and take no turn. */
interface StayingRoute {
  readonly stays?: (request: FastifyRequest) => boolean;
}

/** Longest wait, in milliseconds: then something else is wrong, and nobody should wait for it unseen. */
const LONGEST_WAIT_MS = 10_000;

/** Has the requests of each client take turns. Use it after they were counted: who waits was within its quota. */
export function useTurns(app: FastifyInstance, limits: Pick<RateLimits, 'turnsOf' | 'paceOf'>, leaveUnread: LeaveUnread): void {
  app.addHook('onRequest', (request, reply, done) => {
    const caller = admittedCaller(request);
    if (caller === undefined || (request.routeOptions.config as StayingRoute).stays?.(request) === true) {
      done();
      return;
    }
    // Gone while it was found out who he is: his turn would never be given back.
    if (request.raw.socket.destroyed) return;
    const { role, actorId } = caller.actor;
    const place: { waits: boolean; late?: NodeJS.Timeout } = { waits: true };
    const begin = (): void => {
      place.waits = false;
      clearTimeout(place.late);
      // A connection that ends gives the turns of its requests back one after the other: none of them is another one's of the same.
      if (!request.raw.socket.destroyed) done();
    };
    const turns = limits.turnsOf(role);
    const pace = limits.paceOf(role);
    const leave = turns.take(actorId, begin, pace);
    whenOver(reply, () => {
      clearTimeout(place.late);
      leave();
      if (pace !== undefined && turns.isAhead(actorId, pace)) leaveUnread(reply, (back) => turns.standAside(actorId, pace, back));
    });
    if (!place.waits) return;
    place.late = setTimeout(() => {
      leave();
      done(tooManyAtOnce());
    }, LONGEST_WAIT_MS);
  });
}

function tooManyAtOnce(): Problem {
  return new Problem(429, 'too-many-at-once', 'Your other requests have not been answered yet.', { headers: { 'Retry-After': '1' } });
}
