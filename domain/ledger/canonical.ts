import canonicalize from 'canonicalize';
import type { Json } from './json.js';

/** The RFC 8785 text of a value: what every hash and every comparison is made over. Throws for what JSON cannot carry. */
export function canonicalText(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a canonical form');
  return text;
}
