import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from 'fastify';
import { v4 } from 'uuid';
import { Problem } from '../../domain/access/problem.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { pageHeaders } from '../../queries/pages/page.js';
import type { IsDeceased } from '../auth/is-deceased.js';
import type { TrustedIssuer } from '../auth/verify-token.js';
import type { RateLimits } from '../rate-limits/rate-limits.js';
import type { Sessions } from '../sign-in/sessions.js';
import { collectAllowedMethods } from './allowed-methods.js';
import { admittedCaller, useAuthentication } from './authenticate.js';
import { limitBodyTime } from './body-time.js';
import { answerClientError, refuseExpectations, refuseTunnels } from './client-error.js';
import { endUnread } from './end-unread.js';
import { limitHeaders } from './header-rules.js';
import { refuseDoubtfulFraming } from './framing.js';
import { givingHeaders } from './giving-headers.js';
import { endAtLast } from './last-request.js';
import { leavingUnread } from './leave-unread.js';
import { limitPipelining, type PipelineLimits } from './limit-pipelining.js';
import { useRateLimits } from './limit-requests.js';
import { logRefusal } from './log-access.js';
import { refuseForeignBodies } from './media-type.js';
import { refuseUnacceptable } from './acceptable.js';
import { useReadsOnRecord } from './on-record.js';
import { noCompilers } from './no-compilers.js';
import { useOpenApi } from './openapi.js';
import { problemSchema, sendProblem } from './problem-document.js';
import { refusingInTime } from './refuse-in-time.js';
import { useTurns } from './take-turns.js';
import { useStrictJson } from './strict-json-parser.js';
import { protectiveHeaders } from './protective-headers.js';
import { requestLogger } from './request-logger.js';
import { toProblem } from './to-problem.js';

/** Limits of one request: body and headers in bytes, times in milliseconds. */
export interface HttpLimits {
  readonly body: number;
  readonly headers: number;
  /** Most headers of a request. */
  readonly headersCount: number;
  readonly headersTime: number;
  readonly bodyTime: number;
  /** Longest time that any request may take to arrive, those that take their own time too. */
  readonly longestRequest: number;
  /** Longest time for which nothing goes either way on a connection, whether it waits for an answer, for its client to take one, or for his next request. */
  readonly silence: number;
  /** How often connections are looked at for the limits of headers, of the longest request and of what is not taken. */
  readonly lookEvery: number;
  /** How far a client may be behind with taking answers on one connection. */
  readonly pipelines: PipelineLimits;
  /** Bytes of answers that may lie in the process for clients of all connections to take them. */
  readonly unreadInAll: number;
}

export const httpLimits: HttpLimits = {
  body: 256 * 1024,
  headers: 16 * 1024,
  headersCount: 100,
  headersTime: 10_000,
  bodyTime: 30_000,
  longestRequest: 30 * 60_000,
  silence: 120_000,
  lookEvery: 2_000,
  pipelines: { requests: 8, unreadBytes: 256 * 1024 },
  unreadInAll: 256 * 1024 * 1024,
};

export interface AppParts {
  readonly trusted: TrustedIssuer;
  readonly vault: Vault;
  /** Whether the human for whom a token stands is recorded as deceased; nobody is unless given. */
  readonly isDeceased?: IsDeceased;
  /** Sessions of people who signed in, where they can. */
  readonly sessions?: Sessions;
  readonly version: string;
  readonly logger: FastifyBaseLogger | false;
  /** What a human is shown at an address where nothing is; undefined for requests of programs. */
  readonly notFoundPage?: (request: FastifyRequest) => string | undefined;
  /** Clients come over TLS, which ends before the program: then they are told to come in no other way. */
  readonly https?: boolean;
  /** `httpLimits` unless given. */
  readonly limits?: Partial<HttpLimits>;
  /** Whose requests are limited, and how. Without it nobody's are. */
  readonly rateLimits?: RateLimits;
  /** Addresses and networks whose `X-Forwarded-For` is believed; nobody's unless given. */
  readonly trustedProxies?: readonly string[];
}

/** The HTTP application without its routes: limits, strict JSON, problems, authentication, OpenAPI. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const limits = { ...httpLimits, ...parts.limits };
  const app = Fastify({
    ...(parts.logger === false ? { logger: false } : { loggerInstance: parts.logger }),
    bodyLimit: limits.body,
    requestTimeout: limits.longestRequest,
    trustProxy: parts.trustedProxies === undefined ? false : [...parts.trustedProxies],
    connectionTimeout: limits.silence,
    http: {
      maxHeaderSize: limits.headers,
      headersTimeout: limits.headersTime,
      connectionsCheckingInterval: limits.lookEvery,
      // Refused below, with a problem document.
      requireHostHeader: false,
    },
    genReqId: () => v4(),
    exposeHeadRoutes: true,
    schemaController: noCompilers,
    routerOptions: { maxParamLength: 200 },
    childLoggerFactory: (logger, bindings, options) => requestLogger(logger, bindings, options),
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _request, reply) => void sendProblem(reply as never, toProblem(error)),
    clientErrorHandler: answerClientError,
  });
  // No other time between requests, which would have to be set anew with each request and each answer. Fastify takes 0 for what was not said.
  app.server.keepAliveTimeout = 0;
  refuseExpectations(app.server);
  refuseTunnels(app.server);
  app.addSchema(problemSchema);
  const allowed = collectAllowedMethods(app);
  useStrictJson(app);
  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status === 500) request.log.error({ err: error, code: problem.code }, 'request failed');
    else if (problem.status > 500) request.log.warn({ code: problem.code, reason: error instanceof Error ? error.message : String(error) }, 'request not served now');
    else if (problem.status === 401 || problem.status === 403) logRefusal(request, problem, admittedCaller(request));
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((request, reply) => {
    const methods = allowed(request.url);
    // A path that has this very method was reached and holds nothing: a file of the documentation that is not there.
    if (methods.length === 0 || methods.includes(request.method)) {
      const page = parts.notFoundPage?.(request);
      if (page !== undefined) return reply.code(404).headers(pageHeaders).send(page);
      return sendProblem(reply, new Problem(404, 'not-found', 'There is nothing at this address.'));
    }
    return sendProblem(reply, new Problem(405, 'method-not-allowed', 'This resource has no such method.', { headers: { Allow: methods.join(', ') } }));
  });
  endAtLast(app);
  const lyingFor = limitPipelining(app, limits.pipelines);
  endUnread(app, lyingFor, { bytes: limits.unreadInAll, lookEveryMs: limits.lookEvery });
  const giveHeaders = givingHeaders({ ...(await protectiveHeaders(parts.https === true)), 'cache-control': 'no-store' });
  app.addHook('onRequest', (_request, reply, done) => {
    giveHeaders(reply.raw);
    done();
  });
  refuseDoubtfulFraming(app);
  limitHeaders(app, limits.headersCount);
  limitBodyTime(app, limits.bodyTime);
  const { trusted, vault, sessions, rateLimits } = parts;
  const refused = rateLimits === undefined ? undefined : (address: string, problem: Problem): Problem => rateLimits.notLetIn(address, problem);
  const leaveUnread = leavingUnread(parts);
  const refuseInTime = rateLimits === undefined ? undefined : refusingInTime(rateLimits.refusals, leaveUnread);
  useAuthentication(app, { trusted, vault, isDeceased: parts.isDeceased, sessions, failures: rateLimits?.failedSignIns, refused, refuseInTime });
  if (rateLimits !== undefined && refuseInTime !== undefined) {
    useRateLimits(app, rateLimits, refuseInTime);
    useTurns(app, rateLimits, leaveUnread);
  }
  refuseUnacceptable(app);
  useReadsOnRecord(app, parts.vault);
  refuseForeignBodies(app);
  await useOpenApi(app, parts.version);
  return app;
}
