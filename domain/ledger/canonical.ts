import canonicalize from 'canonicalize';
import type { Json } from './json.js';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** The RFC 8785 text of a value: what every hash and every comparison is made over. Throws for what JSON cannot carry. */
export function canonicalText(value: Json): string {
  // Most that is asked for is one text or nothing at all, for which the general walk is long.
  if (value === null || (typeof value === 'string' && !LONE_SURROGATE.test(value))) return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a canonical form');
  return text;
}
