// Law: a session is what its cookie says, sealed by us, within its limits and not ended; nothing that a visitor brings along becomes one.
import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse, serialize } from 'cookie';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { EndedSessions } from './ended-sessions.js';
import { isForeign, isNavigation, isSameOrigin } from './request-origin.js';
import { createProver, createSeal } from './sealed.js';
import type { SessionLimits } from './session-limits.js';
import type { Site } from './site.js';

/** Most bytes of a cookie with its name and attributes (RFC 6265 6.1: what every browser keeps). */
const COOKIE_BYTES = 4_096;
/** The cookie is written anew when it says a last request so long ago, in milliseconds: not at each request. */
const NOTE_SEEN_MS = 60_000;
/** Header by which a script of our pages shows the token that forms have as a field. */
const CSRF_HEADER = 'x-csrf-token';

const sessionSchema = z.strictObject({
  id: z.string(),
  /** The access token. */
  token: z.string(),
  /** What the issuer calls him, and in Arabic where it knows that. */
  name: z.string().nullable(),
  nameAr: z.string().nullable(),
  /** Instants, in milliseconds of the epoch: of sign-in, of the last request that was noted, and from which the token is over. */
  begun: z.number(),
  seen: z.number(),
  until: z.number(),
});

/** A session of somebody who signed in. */
export type Session = z.infer<typeof sessionSchema>;

export interface SessionParts {
  readonly secret: string;
  readonly site: Site;
  readonly ended: EndedSessions;
  readonly limits: SessionLimits;
  readonly now?: () => number;
}

/** Sessions of one process; every process with the same secret and database has the same ones. */
export interface Sessions {
  /** The session that a request for data shows; null for none, also where another site had the browser send it. Throws Problem 403 without a proof against forgery. */
  ofRequest(request: FastifyRequest, reply: FastifyReply): Promise<Session | null>;
  /** The session of who looks at a page, also when he came from elsewhere. */
  ofVisitor(request: FastifyRequest, reply: FastifyReply): Promise<Session | null>;
  /** Whether a session that was shown stands, while what it was shown for goes on: nobody has ended it since, and it is not over. */
  stands(session: Session): Promise<boolean>;
  /** Begins a session under a new id, and ends the one that was. Throws Problem 502 for a token that no cookie holds. */
  begin(request: FastifyRequest, reply: FastifyReply, signedIn: Pick<Session, 'token' | 'name' | 'nameAr' | 'until'>): Promise<void>;
  /** Ends the session of a form of ours, if there is one. Throws Problem 403 for a form that is not ours, also where no session is shown. */
  end(request: FastifyRequest, reply: FastifyReply, formToken: unknown): Promise<void>;
  /** What forms of this session carry. */
  formTokenOf(session: Session): string;
}

/** Makes the sessions of a process. */
export function createSessions({ secret, site, ended, limits, now = () => Date.now() }: SessionParts): Sessions {
  const name = site.secure ? '__Host-sijil-session' : 'sijil-session';
  const seal = createSeal(secret, 'session cookie', sessionSchema);
  const prover = createProver(secret, 'form token');
  const overAt = ({ begun, until }: Session): number => Math.min(begun + limits.absolute, until);
  const cookieOf = (value: string, maxAge?: number): string =>
    serialize(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: site.secure, ...(maxAge === undefined ? {} : { maxAge }) });

  const shown = async ({ headers }: FastifyRequest): Promise<Session | null> => {
    const value = headers.cookie === undefined ? undefined : parse(headers.cookie)[name];
    if (value === undefined) return null;
    const session = await seal.open(value);
    if (session === null || now() >= overAt(session) || now() >= session.seen + limits.idle) return null;
    return (await ended.isEnded(session.id)) ? null : session;
  };

  const write = async (reply: FastifyReply, session: Session): Promise<void> => {
    const cookie = cookieOf(await seal.seal(session));
    if (Buffer.byteLength(cookie) > COOKIE_BYTES) throw new Problem(502, 'token-too-large', 'The issuer’s token is larger than a session holds.');
    reply.header('set-cookie', cookie);
  };

  const noteSeen = async (reply: FastifyReply, session: Session | null): Promise<Session | null> => {
    if (session !== null && now() - session.seen >= NOTE_SEEN_MS) await write(reply, { ...session, seen: now() });
    return session;
  };

  const isOurs = ({ headers }: FastifyRequest): boolean => isSameOrigin(headers, site.originOf(headers));
  const refuseForgery = (request: FastifyRequest, session: Session, formToken: unknown): void => {
    if (!isOurs(request) || !prover.proves(formToken, session.id)) throw forgery();
  };

  return {
    async ofRequest(request, reply) {
      const session = await shown(request);
      if (session === null) return null;
      if (request.method !== 'GET' && request.method !== 'HEAD') refuseForgery(request, session, request.headers[CSRF_HEADER]);
      else if (isForeign(request.headers, site.originOf(request.headers))) return null;
      return noteSeen(reply, session);
    },
    async ofVisitor(request, reply) {
      const { headers } = request;
      const session = await shown(request);
      if (session === null || (isForeign(headers, site.originOf(headers)) && !isNavigation(headers))) return null;
      return noteSeen(reply, session);
    },
    stands: async (session) => now() < overAt(session) && !(await ended.isEnded(session.id)),
    async begin(request, reply, signedIn) {
      const before = await shown(request);
      await write(reply, { ...signedIn, id: randomBytes(16).toString('base64url'), begun: now(), seen: now() });
      if (before !== null) await ended.end(before.id, overAt(before));
    },
    async end(request, reply, formToken) {
      // A form of another site comes without the cookie, and yet would take it away: browsers heed what is answered.
      if (!isOurs(request)) throw forgery();
      const session = await shown(request);
      if (session !== null) {
        refuseForgery(request, session, formToken);
        await ended.end(session.id, overAt(session));
      }
      reply.header('set-cookie', cookieOf('', 0));
    },
    formTokenOf: ({ id }) => prover.proofOf(id),
  };
}

function forgery(): Problem {
  return new Problem(403, 'csrf', 'With a session, what changes anything must come from a page of this site and carry its form token.');
}
