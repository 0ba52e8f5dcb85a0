// Law: what enters the ledger as JSON is one value that every store and every reader understands alike, or it is refused with its place.
import type { Json } from '../ledger/json.js';

/** How large a JSON value may be. */
export interface JsonLimits {
  /** Deepest nesting of arrays and objects; a bare scalar has depth 0. */
  readonly depth: number;
  /** Most elements of one array. */
  readonly arrayLength: number;
  /** Most UTF-16 units of one string or key. */
  readonly stringLength: number;
}

/** The limits for what comes from outside. */
export const jsonLimits: JsonLimits = { depth: 20, arrayLength: 1_000, stringLength: 10_000 };

/** Why a JSON value is refused: stable code, RFC 6901 pointer to the place (empty for the whole), message. */
export interface JsonProblem {
  readonly code:
    | 'json-syntax'
    | 'json-duplicate-key'
    | 'json-forbidden-key'
    | 'json-too-deep'
    | 'json-array-too-long'
    | 'json-string-too-long'
    | 'json-nul'
    | 'json-lone-surrogate'
    | 'json-not-utf-8'
    | 'json-number-range'
    | 'json-not-a-value';
  readonly pointer: string;
  readonly message: string;
}

/** The value, or why there is none. */
export type StrictJson = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly problem: JsonProblem };

/** Thrown by `assertCleanJson`. */
export class UncleanJsonError extends Error {
  override readonly name = 'UncleanJsonError';
  constructor(readonly problem: JsonProblem) {
    super(`${problem.message} at "${problem.pointer}"`);
  }
}

// Most strings, and most texts, hold neither NUL nor any surrogate, paired or not: nothing to look at closer.
const suspectUnits = /[\u0000\uD800-\uDFFF]/;
// A parsed string can only hold them if its text does, or an escape that makes them.
const suspectText = /\\u|[\uD800-\uDFFF]/;
const loneSurrogate = /\p{Surrogate}/u;

interface Walk {
  readonly limits: JsonLimits;
  /** False when no string of the value can hold NUL or a surrogate. */
  readonly suspect: boolean;
  members: number;
}

function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

function fault(code: JsonProblem['code'], message: string): JsonProblem {
  return { code, pointer: '', message };
}

function under(key: string | number, problem: JsonProblem): JsonProblem {
  return { ...problem, pointer: `/${escapePointer(String(key))}${problem.pointer}` };
}

function stringProblem(text: string, walk: Walk): JsonProblem | null {
  if (text.length > walk.limits.stringLength) {
    return fault('json-string-too-long', `a text is longer than ${walk.limits.stringLength} characters`);
  }
  if (!walk.suspect || !suspectUnits.test(text)) return null;
  if (text.includes('\u0000')) return fault('json-nul', 'a text contains the character NUL');
  return loneSurrogate.test(text) ? fault('json-lone-surrogate', 'a text contains half of a surrogate pair') : null;
}

function numberProblem(value: number): JsonProblem | null {
  if (!Number.isFinite(value)) return fault('json-number-range', 'a number is not finite');
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? fault('json-number-range', 'a whole number is beyond 2^53 - 1 and would lose digits: send it as text')
    : null;
}

function pollutes(key: string, value: unknown): boolean {
  return key === '__proto__' || (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'));
}

function arrayProblem(items: readonly unknown[], walk: Walk, depth: number): JsonProblem | null {
  if (items.length > walk.limits.arrayLength) return fault('json-array-too-long', `an array has more than ${walk.limits.arrayLength} elements`);
  for (let i = 0; i < items.length; i++) {
    const problem = valueProblem(items[i], walk, depth + 1);
    if (problem !== null) return under(i, problem);
  }
  return null;
}

function objectProblem(value: object, walk: Walk, depth: number): JsonProblem | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return fault('json-not-a-value', 'an object is not a plain one');
  // A plain object inherits nothing enumerable, so this visits its own keys; it makes no arrays as Object.entries does.
  for (const key in value) {
    const member: unknown = (value as Readonly<Record<string, unknown>>)[key];
    walk.members++;
    // A key that is no clean text itself may not stand in a pointer, which is stored and shown: its object is named.
    const unclean = stringProblem(key, walk);
    if (unclean !== null) return unclean;
    const problem = pollutes(key, member) ? fault('json-forbidden-key', `the key ${key} is not allowed`) : valueProblem(member, walk, depth + 1);
    if (problem !== null) return under(key, problem);
  }
  return null;
}

function valueProblem(value: unknown, walk: Walk, depth: number): JsonProblem | null {
  if (typeof value === 'string') return stringProblem(value, walk);
  if (typeof value === 'number') return numberProblem(value);
  if (value === null || typeof value === 'boolean') return null;
  if (typeof value !== 'object') return fault('json-not-a-value', `a ${typeof value} is not a JSON value`);
  if (depth >= walk.limits.depth) return fault('json-too-deep', `the nesting is deeper than ${walk.limits.depth}`);
  return Array.isArray(value) ? arrayProblem(value, walk, depth) : objectProblem(value, walk, depth);
}

/** Members of all objects in a valid JSON text: the colons outside strings. Linear. */
function countMembers(text: string): number {
  let members = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x22) inString = !inString;
    else if (inString) i += unit === 0x5c ? 1 : 0;
    else if (unit === 0x3a) members++;
  }
  return members;
}

/** Index of the quotation mark that closes the string opened at `start`, in a valid JSON text. */
function endOfString(text: string, start: number): number {
  let i = text.indexOf('"', start + 1);
  for (;;) {
    let slashes = 0;
    while (text.charCodeAt(i - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return i;
    i = text.indexOf('"', i + 1);
  }
}

/** Pointer to the first repeated key of a valid JSON text that has one. Only runs when the counts differ. */
function findDuplicateKey(text: string): string {
  const path: { key: string | number; readonly seen: Set<string> | null }[] = [];
  for (let i = 0; i < text.length; i++) {
    const unit = text[i];
    const top = path.at(-1);
    if (unit === '{') path.push({ key: '', seen: new Set() });
    else if (unit === '[') path.push({ key: 0, seen: null });
    else if (unit === '}' || unit === ']') path.pop();
    else if (unit === ',' && typeof top?.key === 'number') top.key++;
    else if (unit === '"') {
      const end = endOfString(text, i);
      let next = end + 1;
      while (/\s/.test(text.charAt(next))) next++;
      if (top !== undefined && top.seen !== null && text[next] === ':') {
        const key = String(JSON.parse(text.slice(i, end + 1)));
        top.key = key;
        if (top.seen.has(key)) break;
        top.seen.add(key);
      }
      i = end;
    }
  }
  return path.map((step) => `/${escapePointer(String(step.key))}`).join('');
}

/** What a decoder puts where bytes were not UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * Parses a decoded JSON text and refuses what stores or readers would treat differently: repeated keys, `__proto__` and
 * `constructor.prototype`, NUL, lone surrogates, bytes that were not UTF-8, numbers that lose digits, and whatever is
 * beyond the limits.
 */
export function parseStrictJson(text: string, limits: JsonLimits = jsonLimits): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's own message quotes the text, which may hold personal data.
    return { ok: false, problem: fault('json-syntax', 'not a JSON text') };
  }
  const walk: Walk = { limits, suspect: suspectText.test(text), members: 0 };
  const problem = valueProblem(value, walk, 0);
  if (problem !== null) return { ok: false, problem };
  if (text.includes(REPLACEMENT)) {
    return { ok: false, problem: fault('json-not-utf-8', 'the text holds U+FFFD, which stands where bytes were not UTF-8') };
  }
  if (countMembers(text) !== walk.members) {
    return { ok: false, problem: { code: 'json-duplicate-key', pointer: findDuplicateKey(text), message: 'a key appears twice in one object' } };
  }
  // The walk has seen every node.
  return { ok: true, value: value as Json };
}

/** The problem of a value that was not parsed from text, or null: the rules of `parseStrictJson`, and only plain JSON types (an undefined member is refused). */
export function jsonProblem(value: unknown, limits: JsonLimits = jsonLimits): JsonProblem | null {
  return valueProblem(value, { limits, suspect: true, members: 0 }, 0);
}

/** Throws UncleanJsonError when the value is not clean JSON; see `jsonProblem`. */
export function assertCleanJson(value: unknown, limits: JsonLimits = jsonLimits): asserts value is Json {
  const problem = jsonProblem(value, limits);
  if (problem !== null) throw new UncleanJsonError(problem);
}
