// Law: what offers to speak another protocol, or leaves in doubt where it ends, is the last request of its connection: nothing behind it is taken for one.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { framingFault } from './framing.js';

/**
 * Passes an `Upgrade` over, as RFC 9110 7.8 lets a server, and ends its connection with the answer: node lets go of the bytes that came
 * behind such a request in one piece with it, and would read on in the middle of the next one. So ends what is framed in doubt. Use it before all
 * that looks at requests.
 */
export function endAtLast(app: FastifyInstance): void {
  const last = new WeakMap<Socket, IncomingMessage>();
  // Heard also of requests whose URL is none, which come to no hook.
  app.server.prependListener('request', (request, response) => {
    if ((request.headers.upgrade === undefined && framingFault(request) === undefined) || last.has(request.socket)) return;
    last.set(request.socket, request);
    response.shouldKeepAlive = false;
  });
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    const ends = last.get(raw.socket);
    // Neither run nor answered: the connection ends with the answer before it.
    if (ends === undefined || ends === raw) done();
  });
}
