// Law: the directory knows an identifier only by a keyed digest; without the key a list of all numbers finds nothing in it.
import { canonicalText } from '../../domain/ledger/canonical.js';
import type { Identifier, IdentifierScheme } from '../../domain/standards/identifiers.js';
import { hmacSha256 } from './hmac.js';

/** An identifier as the directory sees it. `index` is 64 hex digits. */
export interface BlindIdentifier {
  readonly scheme: IdentifierScheme;
  readonly index: string;
}

/** HMAC-SHA-256 of scheme and value, as hex. */
export function blindIndexOf(key: Buffer, identifier: Identifier): string {
  return hmacSha256(key, canonicalText([identifier.scheme, identifier.value]), 'hex');
}

/** The identifiers' blind indexes, each once, in the order of the index. */
export function blindAll(key: Buffer, identifiers: readonly Identifier[]): readonly BlindIdentifier[] {
  const byIndex = new Map(identifiers.map((identifier) => [blindIndexOf(key, identifier), identifier.scheme]));
  return [...byIndex].map(([index, scheme]) => ({ index, scheme })).sort((a, b) => (a.index < b.index ? -1 : 1));
}

/** Blind index of a signed-in actor; no identifier's index can equal it, for an identifier has two parts. */
export function actorIndexOf(key: Buffer, issuer: string, subject: string): string {
  return hmacSha256(key, canonicalText(['actor', issuer, subject]), 'hex');
}
