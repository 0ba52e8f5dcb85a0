// Law: a sign-in ends in the browser in which it was begun, once, and soon.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parse, serialize } from 'cookie';
import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import { createSeal } from './sealed.js';
import type { Site } from './site.js';

/** So long somebody may take at the issuer, in seconds. */
const SIGN_IN_SECONDS = 600;

const begunSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** The path to which he returns. */
  path: z.string(),
  /** Milliseconds of the epoch. */
  until: z.number(),
});

/** What is remembered of a sign-in while its visitor is at the issuer. */
export type BegunSignIn = Omit<z.infer<typeof begunSchema>, 'until'>;

/** Remembers sign-ins in the browsers in which they were begun. */
export interface BegunSignIns {
  remember(reply: FastifyReply, begun: BegunSignIn): Promise<void>;
  /** The sign-in that is answered now; the browser forgets it. Throws Problem 400 where none was begun. */
  take(request: FastifyRequest, reply: FastifyReply): Promise<BegunSignIn>;
}

/** Makes the memory. One browser has one sign-in under way: a second one takes the place of the first. */
export function createBegunSignIns(secret: string, { secure }: Site, now = () => Date.now()): BegunSignIns {
  const name = secure ? '__Host-sijil-sign-in' : 'sijil-sign-in';
  const seal = createSeal(secret, 'begun sign-in', begunSchema);
  const give = (reply: FastifyReply, value: string, maxAge: number): void => {
    reply.header('set-cookie', serialize(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge }));
  };
  return {
    async remember(reply, begun) {
      give(reply, await seal.seal({ ...begun, until: now() + SIGN_IN_SECONDS * 1_000 }), SIGN_IN_SECONDS);
    },
    async take({ headers, query }, reply) {
      const value = headers.cookie === undefined ? undefined : parse(headers.cookie)[name];
      const begun = value === undefined ? null : await seal.open(value);
      if (begun === null || now() >= begun.until || (query as { readonly state?: unknown }).state !== begun.state) {
        throw new Problem(400, 'sign-in-not-begun', 'This sign-in was not begun in this browser, was finished, or took too long.');
      }
      give(reply, '', 0);
      return begun;
    },
  };
}
