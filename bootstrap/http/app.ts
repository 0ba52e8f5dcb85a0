import helmet from '@fastify/helmet';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { v4 } from 'uuid';
import { Problem } from '../../domain/access/problem.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { TrustedIssuer } from '../auth/verify-token.js';
import { collectAllowedMethods } from './allowed-methods.js';
import { useAuthentication } from './authenticate.js';
import { useOpenApi } from './openapi.js';
import { problemSchema, sendProblem } from './problem-document.js';
import { useStrictJson } from './strict-json-parser.js';
import { toProblem } from './to-problem.js';

/** Limits of one request: body in bytes, headers in bytes, time in milliseconds. */
export const httpLimits = { body: 256 * 1024, headers: 16 * 1024, request: 30_000, headersTime: 10_000 } as const;

export interface AppParts {
  readonly trusted: TrustedIssuer;
  readonly vault: Vault;
  readonly version: string;
  readonly logger: FastifyBaseLogger | false;
}

/** The HTTP application without its routes: limits, strict JSON, problems, authentication, OpenAPI. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    ...(parts.logger === false ? { logger: false } : { loggerInstance: parts.logger }),
    bodyLimit: httpLimits.body,
    requestTimeout: httpLimits.request,
    connectionTimeout: 0,
    http: { maxHeaderSize: httpLimits.headers, headersTimeout: httpLimits.headersTime },
    genReqId: () => v4(),
    // Each route says what it takes; the command's schema checks the body, once, in the handler.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200 },
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.addSchema(problemSchema);
  const allowed = collectAllowedMethods(app);
  useStrictJson(app);
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed');
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const other = allowed(request.url.split('?')[0] ?? '');
    if (other.length > 0) {
      return sendProblem(reply, new Problem(405, 'method-not-allowed', 'This resource has no such method.', { headers: { Allow: other.join(', ') } }));
    }
    return sendProblem(reply, new Problem(404, 'not-found', 'There is nothing at this address.'));
  });
  // The API itself speaks plain HTTP on the loopback; TLS and HSTS belong to whoever stands before it.
  await app.register(helmet, { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  useAuthentication(app, parts.trusted, parts.vault);
  await useOpenApi(app, parts.version);
  return app;
}
