// Law: a body is read only as what it says it is: text in UTF-8, not compressed.
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../domain/access/problem.js';

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/** Refuses bodies in another charset or encoding with 415: read as UTF-8 they would be taken for something else. */
export function refuseForeignBodies(app: FastifyInstance): void {
  app.addHook('preParsing', ({ method, headers, is404 }, _reply, _body, done) => {
    // Of a request that only reads no body is looked at, whatever it says of one.
    if (is404 || method === 'GET' || method === 'HEAD') {
      done();
      return;
    }
    const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw foreign('content-type', 'charset', 'Send the body in UTF-8.');
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding.trim().toLowerCase() !== 'identity') throw foreign('content-encoding', 'content-encoding', 'Send the body as it is, not compressed.');
    done();
  });
}

function foreign(header: string, code: string, detail: string): Problem {
  return new Problem(415, code, detail, { errors: [{ pointer: `/headers/${header}`, code, detail }] });
}
