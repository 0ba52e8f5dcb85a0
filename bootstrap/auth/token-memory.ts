// Law: what a token proved is believed for at most a minute, whatever becomes of the wall clock, and never beyond the token's own end; the memory holds no token.
import { hash } from 'node:crypto';

/**
 * For so long a proof is not asked for again, in milliseconds: so long may a token live on whose issuer took its key back.
 * A minute, as for people's keys in memory; to verify a signature each time costs more than all else of a keyed read.
 */
export const TOKEN_BELIEVED_MS = 60_000;

const SCHEME = /^bearer +/i;
/** As nearly all write it. */
const BEARER = 'Bearer ';
const SPACE = 32;

/** Most tokens remembered; the oldest go first. */
const MOST_TOKENS = 10_000;

/** What a verified token stands for, and the instant (milliseconds of the epoch) from which the token itself is over. */
export interface Proven<T> {
  readonly value: T;
  readonly until: number;
}

/** Remembers what tokens proved, by their digests. */
export interface TokenMemory<T> {
  /** What is still believed of an `Authorization` header; undefined when it has to be proven. */
  recall(authorization: string | undefined): T | undefined;
  /** True for one that was proven before and is not over, also when it has to be proven again: it is no guess. */
  knew(authorization: string | undefined): boolean;
  /** Proves it, once for all who ask meanwhile. Rejects as the proof does: a failure is not remembered. */
  prove(authorization: string | undefined): Promise<T>;
}

/** What is kept of a token: also the instant of the clock that never goes back from which it has to be proven again. */
interface Believed<T> extends Proven<T> {
  readonly before: number;
}

/** A memory over a proof. The token's own end is by the wall clock (`now`), the minute by one that never goes back. Both in milliseconds. */
export function rememberTokens<T>(
  proof: (authorization: string | undefined) => Promise<Proven<T>>,
  options: { readonly now?: () => number; readonly monotonic?: () => number; readonly most?: number } = {},
): TokenMemory<T> {
  const { now = () => Date.now(), monotonic = () => performance.now(), most = MOST_TOKENS } = options;
  const kept = new Map<string, Believed<T>>();
  const underWay = new Map<string, Promise<T>>();
  // Of tokens that have to be proven again nothing is kept but when they are over.
  const ends = new Map<string, number>();

  const keep = (key: string, { value, until }: Proven<T>): T => {
    // The newest stands last, also one that was proven again.
    for (const map of [kept, ends]) map.delete(key);
    kept.set(key, { value, until, before: monotonic() + TOKEN_BELIEVED_MS });
    ends.set(key, until);
    for (const map of [kept, ends]) {
      for (const oldest of map.keys()) {
        if (map.size <= most) break;
        map.delete(oldest);
      }
    }
    return value;
  };

  return {
    recall(authorization) {
      if (authorization === undefined) return undefined;
      const key = digestOf(authorization);
      const found = kept.get(key);
      if (found === undefined) return undefined;
      if (found.before > monotonic() && found.until > now()) return found.value;
      kept.delete(key);
      return undefined;
    },
    knew(authorization) {
      const until = authorization === undefined ? undefined : ends.get(digestOf(authorization));
      return until !== undefined && until > now();
    },
    prove(authorization) {
      const key = digestOf(authorization ?? '');
      const forget = (error: unknown): never => {
        ends.delete(key);
        throw error;
      };
      const proving = underWay.get(key) ?? proof(authorization).then((proven) => keep(key, proven), forget);
      underWay.set(key, proving);
      return proving.finally(() => underWay.delete(key));
    },
  };
}

/** Of the token as it stands behind its scheme, which may be written in many ways. */
function digestOf(authorization: string): string {
  const asUsual = authorization.startsWith(BEARER) && authorization.charCodeAt(BEARER.length) !== SPACE;
  return hash('sha256', asUsual ? authorization : authorization.replace(SCHEME, BEARER), 'base64');
}
