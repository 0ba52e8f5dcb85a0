// Law: a route without a policy does not start; a request without a role that its route names gets nowhere.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { Problem } from '../../domain/access/problem.js';
import type { Caller } from '../../domain/access/caller.js';
import { isPolicy, refusalOf, type PolicyName } from '../../domain/access/policy.js';
import type { Actor } from '../../domain/access/roles.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { IsDeceased } from '../auth/is-deceased.js';
import { actorPart, callerOfToken, numberIn } from '../auth/caller-of-token.js';
import { rememberTokens } from '../auth/token-memory.js';
import { endOf, verifyToken, type TokenClaims, type TrustedIssuer } from '../auth/verify-token.js';
import { addressKey } from '../rate-limits/address-key.js';
import type { FailedSignIns } from '../rate-limits/failed-sign-ins.js';
import type { Session, Sessions } from '../sign-in/sessions.js';
import { logSignIn } from './log-access.js';
import type { RefuseInTime } from './refuse-in-time.js';
import { refuseSecondToken, severalTokens } from './second-token.js';

const INACTIVE = 'person-inactive';
/** What who is not let in hears as often as his address may ask: that it is not for him, and that the issuer cannot be asked. */
const TOLD_BY_ADDRESS: ReadonlySet<number> = new Set([403, 503]);

/** A verified token, and whom it stands for once a route let him in. */
interface Bearer {
  readonly claims: TokenClaims;
  caller?: Caller;
}

/** Where a request carries its caller, and the session by which he showed himself. */
const CALLER = Symbol('caller');
const SESSION = Symbol('session');
/** What asks for him again, while the request goes on. */
const AGAIN = Symbol('admitted again');

type Admitted = FastifyRequest & { [CALLER]?: Caller | null; [SESSION]?: Session | null; [AGAIN]?: () => Promise<void> };

/** Who looks at a page. */
export interface SignedIn {
  readonly caller: Caller;
  readonly session: Session;
}

/** The caller of a verified request; undefined where nobody was asked who he is. */
export function admittedCaller(request: FastifyRequest): Caller | undefined {
  return (request as Admitted)[CALLER] ?? undefined;
}

/** The caller of a verified request; a public route has none and must not ask. */
export function callerOf(request: FastifyRequest): Caller {
  const caller = admittedCaller(request);
  if (caller === undefined) throw new Error(`${request.routeOptions.url ?? request.url} asked for a caller on a public route`);
  return caller;
}

/** Asks again whether a verified request is let in, for an answer that goes on for long. Throws Problem 401 once its token or its session is over. */
export async function admitAgain(request: FastifyRequest): Promise<void> {
  await (request as Admitted)[AGAIN]?.();
}

/** Who is signed in, on a page whose route asks by `visitor: true`; null for nobody. */
export function signedInOf(request: FastifyRequest): SignedIn | null {
  const { [CALLER]: caller, [SESSION]: session } = request as Admitted;
  return caller == null || session == null ? null : { caller, session };
}

export interface AuthenticationParts {
  readonly trusted: TrustedIssuer;
  readonly vault: Vault;
  /** Whether the human for whom a token stands is recorded as deceased; nobody is unless given. */
  readonly isDeceased?: IsDeceased | undefined;
  /** Within whose limits tokens may fail. */
  readonly failures?: FailedSignIns | undefined;
  /** What is answered to a request that gets no further, before it counts for anybody: as it is unless given. */
  readonly refused?: ((address: string, problem: Problem) => Problem) | undefined;
  /** Refusals of quotas that are used up, which are given at their time. */
  readonly refuseInTime?: RefuseInTime | undefined;
  /** Sessions that stand for a token where none is sent. */
  readonly sessions?: Pick<Sessions, 'ofRequest' | 'ofVisitor' | 'stands'> | undefined;
}

/** Verifies tokens before any handler runs, those that fail within the limits of their address, and refuses routes that name no policy. */
export function useAuthentication(app: FastifyInstance, { trusted, vault, isDeceased, failures, refused, refuseInTime, sessions }: AuthenticationParts): void {
  const routes: RouteOptions[] = [];
  app.decorateRequest(CALLER, null);
  app.decorateRequest(SESSION, null);
  app.addHook('onRoute', (route) => void routes.push(route));
  // Looked at when all are there: a plugin's own hooks may still have named the policy of its routes.
  app.addHook('onReady', async () => {
    for (const { method, url, config } of routes) {
      if (!isPolicy(policyIn(config))) throw new Error(`route ${String(method)} ${url} names no policy`);
    }
  });
  const memory = rememberTokens<Bearer>(async (authorization) => {
    const claims = await verifyToken(trusted, authorization);
    return { value: { claims }, until: endOf(claims) };
  });
  /** `sealed` was taken out of a session: it was proven when that began, and is no guess. */
  const prove = (ip: string, authorization: string | undefined, sealed: boolean): Promise<Bearer> => {
    const proof = (): Promise<Bearer> => memory.prove(authorization);
    return failures === undefined ? proof() : failures.attempt(addressKey(ip), sealed || memory.knew(authorization), proof);
  };
  /** Asks who calls, and whether the policy lets him in; a page for everybody has none. */
  const admit = async (request: FastifyRequest, policy: PolicyName | null, authorization: string | undefined, sealed = false): Promise<void> => {
    // He may have shown his token before, on a route that was not for him.
    const known = memory.recall(authorization);
    const again = memory.knew(authorization);
    const bearer = known ?? (await prove(request.ip, authorization, sealed));
    if (policy !== null) requireAllowed(policy, actorPart(bearer.claims));
    const caller = bearer.caller ?? (await callerOfToken(bearer.claims, vault));
    // Asked as often as the token is verified: his number may be used for a minute after his death is recorded, and no longer.
    if (bearer.caller === undefined && caller.personId !== null && (await isDeceased?.(caller.personId)) === true) throw personInactive();
    // Who carries a number that leads nowhere yet is looked for again at his next request: he may be made known meanwhile.
    if (caller.personId !== null || numberIn(bearer.claims) === undefined) bearer.caller = caller;
    (request as Admitted)[CALLER] = caller;
    if (known === undefined && !again) logSignIn(request, caller);
  };
  /** A page is for everybody, also for him whose token is not believed any more: then nobody is signed in. */
  const greet = async (request: FastifyRequest, session: Session | null): Promise<void> => {
    if (session === null) return;
    await admit(request, null, `Bearer ${session.token}`, true).catch((error: unknown) => {
      if (!(error instanceof Problem && error.status === 401)) throw error;
    });
    (request as Admitted)[SESSION] = session;
  };
  const identify = (request: FastifyRequest, reply: FastifyReply): Promise<void> | undefined => {
    const { config } = request.routeOptions;
    const policy = policyIn(config);
    const { authorization, cookie } = request.headers;
    const bySession = sessions !== undefined && authorization === undefined && cookie !== undefined;
    // An unknown path has no policy: it answers 404 without asking who calls.
    if (policy === 'public' || request.is404) {
      return bySession && isForVisitors(config) ? sessions.ofVisitor(request, reply).then((session) => greet(request, session)) : undefined;
    }
    if (!isPolicy(policy)) throw new Error('the route names no policy');
    refuseSecondToken(request);
    if (bySession) {
      return sessions
        .ofRequest(request, reply)
        .then((session) => {
          (request as Admitted)[SESSION] = session;
          return session === null ? admit(request, policy, undefined) : admit(request, policy, `Bearer ${session.token}`, true);
        });
    }
    const known = memory.recall(authorization);
    if (known?.caller === undefined) return admit(request, policy, authorization);
    (request as Admitted)[CALLER] = known.caller;
    requireAllowed(policy, known.caller.actor);
    return undefined;
  };
  // One for all requests, asked of few.
  app.decorateRequest(AGAIN, async function (this: FastifyRequest): Promise<void> {
    const policy = policyIn(this.routeOptions.config);
    if (!isPolicy(policy) || policy === 'public') return;
    const { [SESSION]: session } = this as Admitted;
    if (session != null && (await sessions?.stands(session)) !== true) throw sessionOver();
    // What was proven before is no guess.
    await admit(this, policy, session == null ? this.headers.authorization : `Bearer ${session.token}`, true);
  });
  /** Who is not let in is told so as often as his address may ask. A token that failed was counted when it did. */
  const told = (request: FastifyRequest, error: unknown): Error =>
    (error instanceof Problem && (TOLD_BY_ADDRESS.has(error.status) || error === severalTokens || error.code === INACTIVE) ? (refused?.(addressKey(request.ip), error) ?? error) : error) as Error;
  const refuse = (request: FastifyRequest, reply: FastifyReply, error: unknown, done: (error: Error) => void): void => {
    const problem = told(request, error);
    if (refuseInTime !== undefined && problem instanceof Problem && problem.status === 429) refuseInTime(reply, `nobody ${addressKey(request.ip)}`, problem);
    else done(problem);
  };
  app.addHook('onRequest', (request, reply, done) => {
    let identified: Promise<void> | undefined;
    try {
      identified = identify(request, reply);
    } catch (error) {
      refuse(request, reply, error, done);
      return;
    }
    if (identified === undefined) done();
    else identified.then(() => done(), (error: unknown) => refuse(request, reply, error, done));
  });
}

/** The policy that a route's `config` names. */
function policyIn(config: unknown): unknown {
  return (config as { readonly policy?: unknown } | undefined)?.policy;
}

/** True for a route that asks who looks at it, though it lets everybody in. */
function isForVisitors(config: unknown): boolean {
  return (config as { readonly visitor?: unknown } | undefined)?.visitor === true;
}

function sessionOver(): Problem {
  return new Problem(401, 'token-missing', 'The session is over.', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function personInactive(): Problem {
  return new Problem(401, INACTIVE, 'The human of this token can act no more.', { headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } });
}

/** Asked for at each request, also where the token is remembered: the routes differ. */
function requireAllowed(policy: PolicyName, actor: Pick<Actor, 'role' | 'families' | 'reads'>): void {
  const refusal = refusalOf(policy, actor);
  if (refusal === null) return;
  const headers = { 'WWW-Authenticate': 'Bearer error="insufficient_scope"' };
  if (refusal === 'role') throw new Problem(403, 'role-not-allowed', `The role ${actor.role} may not call this.`, { headers });
  if (refusal === 'family') throw new Problem(403, 'family-not-allowed', 'The token’s scope does not hold this family of commands.', { headers });
  throw new Problem(403, 'scope-missing', 'The token’s scope opens nothing to read: it holds neither read:* nor a family of commands.', { headers });
}
