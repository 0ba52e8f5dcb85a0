// Law: an answer is of a media type that its route describes and its caller takes, or the request is refused.
import type { FastifyInstance } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import { describeProblems } from './describe-problem.js';

interface Described {
  readonly response?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>>; readonly type?: unknown }>>;
  readonly hide?: boolean;
}

/** Refuses with 406 requests whose `Accept` takes none of the types of their route's success. */
export function refuseUnacceptable(app: FastifyInstance): void {
  const known = new Map<unknown, readonly string[]>();
  app.addHook('onRoute', (route) => describeProblems(route, 406));
  app.addHook('onRequest', (request, _reply, done) => {
    const { accept } = request.headers;
    if (accept === undefined || accept.includes('*/*') || request.is404) {
      done();
      return;
    }
    const { schema } = request.routeOptions;
    let types = known.get(schema);
    if (types === undefined) known.set(schema, (types = typesOf(schema as Described | undefined)));
    if (types.length > 0 && !takes(accept, types)) {
      const detail = `This resource is ${types.join(' or ')}.`;
      throw new Problem(406, 'not-acceptable', detail, { errors: [{ pointer: '/headers/accept', code: 'not-acceptable', detail }] });
    }
    done();
  });
}

/** Media types of a route's successes; none for a route that is not described, which sees to it itself. */
function typesOf(schema: Described | undefined): readonly string[] {
  if (schema === undefined || schema.hide === true) return [];
  const successes = Object.entries(schema.response ?? {}).filter(([status]) => status.startsWith('2'));
  return [...new Set(successes.flatMap(([, { content }]) => (content === undefined ? ['application/json'] : Object.keys(content))))];
}

/** Whether one of the ranges of an `Accept` header is not of weight 0 and holds one of the types (RFC 9110 12.5.1). */
function takes(accept: string, types: readonly string[]): boolean {
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    if (parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) return false;
    return types.some((one) => type === one || type === '*/*' || type === `${one.split('/')[0] ?? ''}/*`);
  });
}
