// Law: keys come from the configured issuer alone, and are asked for at most once in half a minute, whoever sends what.
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { ClaimNames } from './claim-names.js';
import { fetchJson } from './fetch-json.js';
import { IssuerAway } from './issuer-away.js';
import { issuerAddressFault } from './issuer-address.js';
import { usableKeys } from './usable-keys.js';
import type { TrustedIssuer } from './verify-token.js';

/** The issuer is asked no sooner than so long after it was asked before, in milliseconds; whether it answered or not. */
export const COOL_DOWN_MS = 30_000;
/** Keys older than this are asked for anew: so late, and a minute for remembered tokens, is a key refused that vanished from an issuer that answers. */
export const REFRESH_MS = 5 * 60_000;
/** Keys older than this serve nobody: so long may an issuer be away before tokens are refused for want of a word that its keys still hold. */
export const OLDEST_MS = 15 * 60_000;

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(200) });

export interface RemoteIssuerParts {
  /** As configured: the metadata must say the same, byte for byte. */
  readonly issuer: string;
  readonly audience: string;
  readonly claimNames: ClaimNames;
  /** Hears why the keys could not be had. */
  readonly onAway?: (reason: string) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic?: () => number;
}

interface Held {
  readonly keys: JWTVerifyGetKey;
  readonly since: number;
}

/** An issuer whose keys are discovered (OpenID Connect Discovery 1.0). Begins to ask at once and does not wait: the first token does. */
export function openRemoteIssuer(parts: RemoteIssuerParts): TrustedIssuer {
  const { issuer, audience, claimNames, onAway, monotonic = () => performance.now() } = parts;
  let held: Held | undefined;
  let underWay: Promise<void> | undefined;
  let askedAt = -Infinity;
  let reason = 'it was not asked yet';

  const ask = (): Promise<void> => {
    askedAt = monotonic();
    underWay = keysOf(issuer)
      .then((keys) => {
        held = { keys: createLocalJWKSet(keys), since: monotonic() };
      })
      .catch((error: unknown) => {
        reason = reasonOf(error);
        onAway?.(reason);
      })
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  /** Asks where it may be asked, or waits for what was asked; at once over while the issuer cools down. */
  const askOnce = (): Promise<void> => underWay ?? (monotonic() - askedAt < COOL_DOWN_MS ? Promise.resolve() : ask());
  const age = (): number => (held === undefined ? Infinity : monotonic() - held.since);

  void ask();
  return {
    issuer,
    audience,
    claimNames,
    async keys(header, token) {
      if (age() >= REFRESH_MS) await askOnce();
      if (held === undefined || age() >= OLDEST_MS) throw new IssuerAway(reason, Math.ceil(Math.max(1_000, askedAt + COOL_DOWN_MS - monotonic()) / 1_000));
      const { keys, since } = held;
      try {
        return await keys(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // A key that is new, or no key at all: the issuer says which, to all who ask meanwhile at once.
        await askOnce();
        if (held.since === since) throw error;
        return held.keys(header, token);
      }
    },
  };
}

/** The issuer's keys, from where its own metadata says. */
async function keysOf(issuer: string): Promise<JSONWebKeySet> {
  const metadata = metadataSchema.parse(await fetchJson(new URL(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)));
  if (metadata.issuer !== issuer) throw new Error('its metadata names another issuer');
  const fault = issuerAddressFault(metadata.jwks_uri.split('?')[0] ?? '');
  if (fault !== undefined) throw new Error(`its jwks_uri ${fault}`);
  const { keys } = keySetSchema.parse(await fetchJson(new URL(metadata.jwks_uri)));
  return { keys: await usableKeys(keys) };
}

/** One line, without what a faulty answer held. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'its answer has not the form that OpenID Connect gives it';
  if (error instanceof SyntaxError) return 'its answer is no JSON';
  if (!(error instanceof Error)) return 'it did not answer';
  return error.name === 'TimeoutError' ? 'it did not answer in time' : error.cause instanceof Error ? error.cause.message : error.message;
}
