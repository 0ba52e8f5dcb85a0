import type { FastifyInstance } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import { parseStrictJson } from '../../domain/standards/strict-json.js';

/** Replaces Fastify's JSON parser by the ledger's: duplicate keys, prototype keys, depth and sizes are refused with a pointer. */
export function useStrictJson(app: FastifyInstance): void {
  app.removeContentTypeParser('application/json');
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') {
      // No body at all: the command's schema, or the route that does not exist, says what is wrong.
      done(null, undefined);
      return;
    }
    const parsed = parseStrictJson(body as string);
    if (parsed.ok) {
      done(null, parsed.value);
      return;
    }
    const { code, pointer, message } = parsed.problem;
    done(new Problem(400, code, 'The body is not JSON as this service takes it.', { errors: [{ pointer, code, detail: message }] }));
  });
}
