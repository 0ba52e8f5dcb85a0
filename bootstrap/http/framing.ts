// Law: where a request ends is told in the way of HTTP/1.1 that all readers know; where one could take it otherwise, it is not read.
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../domain/access/problem.js';

/**
 * Why the end of a request is in doubt; undefined where it is not. Node reads chunks also in HTTP/1.0, whose readers need not know them
 * (RFC 9112 6.1 takes such a message for faulty), passes over codings before them, and takes versions of which it speaks none.
 */
export function framingFault({ httpVersion, headers }: Pick<IncomingMessage, 'httpVersion' | 'headers'>): string | undefined {
  if (httpVersion !== '1.1' && httpVersion !== '1.0') return 'This service speaks HTTP/1.1.';
  const coding = headers['transfer-encoding'];
  if (coding === undefined) return undefined;
  if (httpVersion === '1.0') return 'HTTP/1.0 has no chunks.';
  return coding.toLowerCase() === 'chunked' ? undefined : 'The only transfer coding that is read is chunked.';
}

/** Refuses requests of which it is in doubt where they end; each is the last of its connection (`last-request.ts`). */
export function refuseDoubtfulFraming(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    const fault = framingFault(raw);
    if (fault === undefined) {
      done();
      return;
    }
    // What node's parser refuses too it has answered by then: there is one answer.
    setImmediate(() => {
      if (!raw.socket.destroyed) done(new Problem(400, 'bad-request', fault));
    });
  });
}
