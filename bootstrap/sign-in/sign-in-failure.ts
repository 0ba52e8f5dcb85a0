// Law: whoever could not sign in is told why in one of these ways, and nothing of what the issuer sent.
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { Problem } from '../../domain/access/problem.js';

const later = { headers: { 'Retry-After': '5' } };

/** Codes of the client library for an issuer that did not answer, or not in its own way. A failed connection has none. */
const AWAY = new Set<string | undefined>([
  undefined,
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

/** A failure of the flow as the problem that its page tells; what is none of the flow's stays as it is. */
export function signInFailure(error: unknown): unknown {
  if (error instanceof AuthorizationResponseError) return refusedByIssuer(error.error);
  if (error instanceof ResponseBodyError) {
    return error.error === 'invalid_grant'
      ? new Problem(400, 'code-refused', 'The issuer did not take the code: it was used before, or is too old.')
      : new Problem(502, 'issuer-error', `The issuer did not take this program’s request: ${error.error}.`);
  }
  if (error instanceof ClientError) {
    return AWAY.has(error.code)
      ? new Problem(503, 'issuer-unavailable', 'The issuer cannot be reached now.', later)
      : new Problem(502, 'issuer-error', `The issuer’s answer is not to be trusted: ${error.code ?? ''}.`);
  }
  if (error instanceof Problem && error.status === 401) {
    return error.code === 'token-claims'
      ? new Problem(403, 'no-role', 'The account has no role that this ledger knows.')
      : new Problem(502, 'issuer-error', `The issuer’s token is not valid here: ${error.code}.`);
  }
  return error;
}

/** What the issuer sent the visitor back with (RFC 6749 4.1.2.1). */
function refusedByIssuer(error: string): Problem {
  if (error === 'access_denied') return new Problem(403, 'sign-in-cancelled', 'The sign-in was cancelled at the issuer.');
  if (error === 'temporarily_unavailable' || error === 'server_error') {
    return new Problem(503, 'issuer-unavailable', 'The issuer cannot sign anybody in now.', later);
  }
  return new Problem(400, 'issuer-refused', 'The issuer did not sign anybody in.');
}
