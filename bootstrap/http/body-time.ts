// Law: a body is there within its time, or its request ends with 408; a route that takes its own time sees to it itself.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../domain/access/problem.js';

/** A request whose body is not whole yet, as far as is known. */
interface Arriving {
  readonly reply: FastifyReply;
  /** Its route reads it, and sees to its time itself. */
  readonly ownTime: boolean;
  /** Instant of the clock that never goes back at which it is looked at. */
  due: number;
}

/** Ends requests whose body is not whole after so many milliseconds, but for those that a route with `ownBodyTime` is reading. */
export function limitBodyTime(app: FastifyInstance, ms: number): void {
  /** All are given the same time, so who is due first stands first; one timer for all. */
  const arriving = new Map<IncomingMessage, Arriving>();
  /** Those of this turn of the event loop. Nearly all are whole when it is over, and never come into the map: its old layouts would hold them until the whole heap is collected. */
  let begun: [IncomingMessage, Arriving][] = [];
  let timer: NodeJS.Timeout | undefined;

  const look = (): void => {
    timer = undefined;
    const now = performance.now();
    for (const [raw, one] of arriving) {
      if (one.due > now) {
        timer = setTimeout(look, one.due - now).unref();
        return;
      }
      // Looked at again as long as it is there.
      arriving.delete(raw);
      one.due = now + ms;
      arriving.set(raw, one);
      late(raw, one);
    }
  };
  function arrived(this: IncomingMessage): void {
    arriving.delete(this);
  }
  app.addHook('onClose', (_app, done) => {
    clearTimeout(timer);
    done();
  });
  const follow = (): void => {
    const those = begun;
    begun = [];
    for (const [raw, one] of those) {
      if (raw.complete || raw.destroyed) continue;
      arriving.set(raw, one);
      timer ??= setTimeout(look, ms).unref();
      raw.on('end', arrived);
      raw.on('close', arrived);
    }
  };
  app.addHook('onRequest', (request, reply, done) => {
    if (announcesBody(request)) {
      const { raw, routeOptions } = request;
      const ownTime = (routeOptions.config as { ownBodyTime?: boolean }).ownBodyTime === true;
      if (begun.length === 0) setImmediate(follow);
      begun.push([raw, { reply, ownTime, due: performance.now() + ms }]);
    }
    done();
  });
}

function late(raw: IncomingMessage, { reply, ownTime }: Arriving): void {
  // An answer was given without the body (a token was refused): nobody reads what is still to come.
  if (reply.sent) raw.destroy();
  // Whoever reads the body fails, and the failure is answered. Where nobody reads it yet, it is not the client who is slow.
  else if (!ownTime && raw.listenerCount('error') > 0) raw.emit('error', new Problem(408, 'request-too-slow', 'The body took too long to arrive.'));
}

function announcesBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
