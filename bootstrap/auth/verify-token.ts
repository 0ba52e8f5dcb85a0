// Law: a request is who its token says, as the issuer's keys prove it, and nothing else of the token is believed.
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import { ROLES } from '../../domain/access/roles.js';
import { textFault } from '../../domain/standards/text.js';
import { CLAIM_NAMES, type ClaimNames } from './claim-names.js';
import { IssuerAway } from './issuer-away.js';

/** Algorithms a token may be signed with: never `none`, never a shared secret. */
const ALGORITHMS = ['EdDSA', 'ES256', 'PS256'];
const CLOCK_SKEW_SECONDS = 30;
/** Longest token, in characters: what says who calls is a tenth of it. */
const LONGEST_TOKEN = 8_192;

/** A name in a token: text that every store takes, since events say who sent their command. */
const name = (longest: number) =>
  z.string().refine((text) => text.length > 0 && text.length <= longest && textFault(text) === null, { error: `1 to ${longest} characters, none of them invisible` });

/** What a token says of whoever bears it, beside issuer and times. */
export const bearerSchema = z.object({
  sub: name(200),
  role: z.enum(ROLES),
  department: name(60).optional(),
  synthetic: z.boolean().optional(),
  /** OAuth scope (RFC 9068 2.2.3): for a service, its families of commands. */
  scope: z.string().max(1_000).optional(),
});

const claimsSchema = bearerSchema.extend({
  iss: z.string(),
  iat: z.number(),
  exp: z.number(),
  /** What is no text names nobody. */
  nationalNumber: z.string().max(40).optional().catch(undefined),
});

/** What a verified token says. */
export type TokenClaims = z.infer<typeof claimsSchema>;

/** The instant (milliseconds of the epoch) from which a verified token is expired, clocks that differ granted. */
export function endOf(claims: Pick<TokenClaims, 'exp'>): number {
  return (claims.exp + CLOCK_SKEW_SECONDS) * 1000;
}

/** Where tokens come from: the same shape for the local key and for an issuer's JWKS. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** `CLAIM_NAMES` unless given. */
  readonly claimNames?: ClaimNames;
}

/** The claims of a request's bearer token. Throws Problem 401, or 503 when the issuer's keys cannot be had. */
export async function verifyToken(trusted: TrustedIssuer, authorization: string | undefined): Promise<TokenClaims> {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1];
  // RFC 6750 3.1: who showed no token is told the scheme and no error.
  if (token === undefined) throw unauthorized('token-missing', 'Send Authorization: Bearer <token>.', 'Bearer');
  if (token.length > LONGEST_TOKEN) throw unauthorized('token-invalid', `A token has at most ${LONGEST_TOKEN} characters.`);
  if (!isWrittenOnce(token)) throw unauthorized('token-invalid', 'The token is not valid here.');
  try {
    const { payload } = await jwtVerify(token, trusted.keys, {
      issuer: trusted.issuer,
      audience: trusted.audience,
      algorithms: ALGORITHMS,
      typ: 'at+jwt',
      clockTolerance: CLOCK_SKEW_SECONDS,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    const { role, person } = trusted.claimNames ?? CLAIM_NAMES;
    const claims = claimsSchema.safeParse({ ...payload, role: payload[role], nationalNumber: payload[person] });
    if (!claims.success)
      throw unauthorized('token-claims', 'The token lacks a role that this service knows, or names that can be recorded.');
    if (claims.data.iat > Date.now() / 1000 + CLOCK_SKEW_SECONDS) throw unauthorized('token-invalid', 'The token is from the future.');
    return claims.data;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof errors.JWTExpired) throw unauthorized('token-expired', 'The token has expired.');
    if (cannotHaveKeys(error)) {
      const seconds = error instanceof IssuerAway ? error.retryAfterSeconds : 5;
      throw new Problem(503, 'issuer-unavailable', 'The issuer’s keys cannot be had now.', { headers: { 'Retry-After': String(seconds) } });
    }
    throw unauthorized('token-invalid', 'The token is not valid here.');
  }
}

/** Whether a signature is in the one form that its bytes have in base64url: all else of a token is signed as it is written. What is remembered of a token is remembered of its text. */
function isWrittenOnce(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

/** True when the fault is not the token's: the issuer did not answer, or not with keys. */
function cannotHaveKeys(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === errors.JOSEError.code;
}

function unauthorized(code: string, detail: string, challenge = 'Bearer error="invalid_token"'): Problem {
  return new Problem(401, code, detail, { headers: { 'WWW-Authenticate': challenge } });
}
