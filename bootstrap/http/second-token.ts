// Law: a request shows one token: node keeps the first of several `Authorization` headers, and a proxy before it may have read another.
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../domain/access/problem.js';

/** What is answered to a request with several tokens. */
export const severalTokens = new Problem(401, 'token-invalid', 'Send one Authorization header.', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_request"' } });

/** Throws Problem 401 for a request with several tokens. */
export function refuseSecondToken({ raw: { rawHeaders } }: FastifyRequest): void {
  let seen = 0;
  for (let n = 0; n < rawHeaders.length; n += 2) {
    const name = rawHeaders[n] ?? '';
    if (name.length === 13 && name.toLowerCase() === 'authorization' && (seen += 1) > 1) throw severalTokens;
  }
}
