import canonicalize from 'canonicalize';
import type { Json, JsonObject } from './json.js';

const LONE_SURROGATE = /\p{Surrogate}/u;

/** The RFC 8785 text of a value: what every hash and every comparison is made over. Throws for what JSON cannot carry. */
export function canonicalText(value: Json): string {
  const text = plainText(value) ?? canonicalize(value);
  if (text === undefined) throw new TypeError('a value without a canonical form');
  return text;
}

/**
 * The text of plain values, which nearly all are: the library's walk makes a set of all it has seen, and a list for each
 * step. Undefined for anything else, of which the library says what is wrong.
 */
function plainText(value: Json | undefined): string | undefined {
  switch (typeof value) {
    case 'string':
      return LONE_SURROGATE.test(value) ? undefined : JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : undefined;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? arrayText(value as readonly Json[]) : objectText(value as JsonObject);
    default:
      return undefined;
  }
}

function arrayText(items: readonly Json[]): string | undefined {
  let text = '[';
  for (let n = 0; n < items.length; n += 1) {
    const item = plainText(items[n]);
    if (item === undefined) return undefined;
    text += n === 0 ? item : `,${item}`;
  }
  return `${text}]`;
}

function objectText(value: Readonly<Record<string, Json | undefined>>): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  let text = '';
  // Sorted as they are compared without more: by UTF-16 units, as the RFC wants it.
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    // An absent member.
    if (member === undefined) continue;
    const [key, written] = [plainText(name), plainText(member)];
    if (key === undefined || written === undefined) return undefined;
    text += `${text === '' ? '' : ','}${key}:${written}`;
  }
  return `{${text}}`;
}
