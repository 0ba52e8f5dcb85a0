// Law: a body is there within its time, or its request ends with 408; a route that takes its own time sees to it itself.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/access/problem.js';

/** Ends requests whose body is not whole after so many milliseconds, but for those that a route with `ownBodyTime` is reading. */
export function limitBodyTime(app: FastifyInstance, ms: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (!announcesBody(request)) {
      done();
      return;
    }
    const { raw, routeOptions } = request;
    const ownTime = (routeOptions.config as { ownBodyTime?: boolean }).ownBodyTime === true;
    const timer = setInterval(() => {
      // An answer was given without the body (a token was refused): nobody reads what is still to come.
      if (reply.sent) raw.destroy();
      // Whoever reads the body fails, and the failure is answered. Where nobody reads it yet, it is not the client who is slow.
      else if (!ownTime && raw.listenerCount('error') > 0) raw.emit('error', new Problem(408, 'request-too-slow', 'The body took too long to arrive.'));
    }, ms);
    for (const over of ['end', 'close']) raw.once(over, () => clearInterval(timer));
    done();
  });
}

function announcesBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
