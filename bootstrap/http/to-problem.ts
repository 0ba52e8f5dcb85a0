import { Problem } from '../../domain/access/problem.js';
import { OutcomeUnknown, StoreUnavailable } from '../../domain/ledger/event-store.js';
import { ForeignPosition } from '../../domain/ledger/position.js';

const FASTIFY_PROBLEMS: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'body-too-large', 'The body is larger than this route takes.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'media-type', 'This route does not take this media type: commands are application/json, bulk bodies application/x-ndjson.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'content-length', 'Content-Length does not fit the body.'],
  FST_ERR_BAD_URL: [400, 'bad-url', 'The URL is not valid.'],
  FST_ERR_MAX_PARAM_LENGTH: [404, 'not-found', 'There is nothing at this address.'],
};

const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN']);
/** PostgreSQL: connection exceptions, insufficient resources, operator intervention (it shuts down or starts). */
const AWAY_SQLSTATE = /^(08|53|57P)/;
/** What the driver says without a code. */
const AWAY_MESSAGE = /Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|encountered a connection error/;

/** Any error as the problem its caller may see. What we did not foresee is a 500 without detail. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isCutShort(error)) return new Problem(400, 'body-cut-short', 'The connection ended before the body did.');
  if (error instanceof ForeignPosition) return new Problem(410, 'foreign-position', 'This position belongs to another log: begin anew.');
  if (error instanceof StoreUnavailable || error instanceof OutcomeUnknown || isAway(error)) {
    return new Problem(503, 'store-unavailable', 'A store cannot be reached now.', { headers: { 'Retry-After': '2' } });
  }
  const code = codeOf(error);
  const known = code === undefined ? undefined : FASTIFY_PROBLEMS[code];
  if (known !== undefined) return new Problem(...known);
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, 'bad-request', 'The request is not valid.');
  return new Problem(500, 'internal', 'Something went wrong here; nothing half-done was kept.');
}

/** The client went away while it was sending: node's own error of a request, not one of a store's connection. */
function isCutShort(error: unknown): boolean {
  return error instanceof Error && error.message === 'aborted' && codeOf(error) === 'ECONNRESET';
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (NETWORK_CODES.has(code) || (code.length === 5 && AWAY_SQLSTATE.test(code)))) return true;
  const message = error instanceof Error ? error.message : '';
  return AWAY_MESSAGE.test(message);
}
