// Law: a request has one host, and no more headers than are read; none is ever dropped in silence.
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import { describeProblems } from './describe-problem.js';

/** Refuses requests without a host, with two, or with more headers than `most`. */
export function limitHeaders(app: FastifyInstance, most: number): void {
  // Node would drop those beyond its own limit; their bytes are bounded before.
  app.server.maxHeadersCount = 0;
  app.addHook('onRoute', (route) => describeProblems(route, 431));
  app.addHook('onRequest', ({ raw }, _reply, done) => {
    const { rawHeaders, headers, httpVersionMajor, httpVersionMinor } = raw;
    if (rawHeaders.length > 2 * most) throw new Problem(431, 'headers-too-many', `A request has at most ${most} headers.`);
    if (httpVersionMajor === 1 && httpVersionMinor >= 1 && headers.host === undefined) {
      throw new Problem(400, 'host-missing', 'An HTTP/1.1 request needs a Host header.');
    }
    if (hosts(rawHeaders) > 1) throw new Problem(400, 'host-repeated', 'A request has one Host header.');
    done();
  });
}

/** Node keeps the first and drops the others: who stands before this service may have gone by another. Names stand at the even places. */
function hosts(rawHeaders: readonly string[]): number {
  let found = 0;
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? '';
    if (name.length === 4 && name.toLowerCase() === 'host') found += 1;
  }
  return found;
}
