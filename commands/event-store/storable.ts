// Law: what the store cannot give back exactly as it was written is refused before anything is queued.
import { RefusedAppend, type ExpectedRevision } from '../../domain/ledger/event-store.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import type { JsonObject } from '../../domain/ledger/json.js';

/** Most bytes of an append, data and metadata as UTF-8 JSON together: the limit of EventStoreDB, which counts data only. */
export const MAX_APPEND_BYTES = 1024 * 1024;
/** Levels of nesting that every reader's recursion bears. */
const MAX_DEPTH = 200;
const MAX_NAME = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** NUL, which no text column holds, and halves of surrogate pairs, which UTF-8 has no bytes for. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** An event whose values were checked, as JSON texts. */
export interface StorableEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An append that any store can hold. `expected` is -1 for a stream that must not exist. */
export interface StorableAppend {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly StorableEvent[];
  /** Bytes of data and metadata. */
  readonly bytes: number;
}

/** Checks an append and writes its values as JSON. Throws RefusedAppend naming the place of the first fault, never its value. */
export function checkAppend(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): StorableAppend {
  checkName('stream', stream);
  const revision = expected === 'no-stream' ? -1 : expected;
  if (!Number.isInteger(revision) || revision < -1 || revision > 2 ** 31 - 1) throw new RefusedAppend(`no revision: ${revision}`);
  if (events.length === 0) throw new RefusedAppend('an append without an event');
  const { storable, bytes } = checked.get(events) ?? checkEvents(events);
  return { stream, expected: revision, events: storable, bytes };
}

/** The same of an append that is sent later: its texts are kept for that, by its list of events. */
export function checkAhead(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): StorableAppend {
  const append = checkAppend(stream, expected, events);
  checked.set(events, { storable: append.events, bytes: append.bytes });
  return append;
}

/** Events that were checked ahead. To keep those that are sent at once would cost as much again as to check them: the collector has to look after each. */
const checked = new WeakMap<readonly NewEvent[], { readonly storable: readonly StorableEvent[]; readonly bytes: number }>();

function checkEvents(events: readonly NewEvent[]): { readonly storable: readonly StorableEvent[]; readonly bytes: number } {
  if (events.length > 1 && new Set(events.map((event) => event.id)).size < events.length) throw new RefusedAppend('an event id stands twice in one append');
  let bytes = 0;
  const storable = events.map((event) => {
    if (!UUID.test(event.id)) throw new RefusedAppend('an event id that is not a lower-case UUID');
    checkName('type', event.type);
    const data = jsonOf(event.data, `${event.type} data`);
    // An interface has no index signature; its values are JSON all the same, and are checked here.
    const metadata = jsonOf(event.metadata as unknown as JsonObject, `${event.type} metadata`);
    bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
    return { id: event.id, type: event.type, data, metadata };
  });
  if (bytes > MAX_APPEND_BYTES) throw new RefusedAppend(`an append of ${bytes} bytes; ${MAX_APPEND_BYTES} is the most`);
  return { storable, bytes };
}

/** Names beginning with `$` belong to the store itself. */
function checkName(what: string, name: string): void {
  if (name === '' || name.length > MAX_NAME || name.startsWith('$') || UNSTORABLE.test(name)) {
    throw new RefusedAppend(`not a name for a ${what}: empty, longer than ${MAX_NAME}, beginning with $, or unstorable`);
  }
}

/**
 * JSON escapes NUL and halves of surrogate pairs, and little else, by \\u: only a text that has one, or seems to, is
 * looked at string by string.
 */
function jsonOf(value: JsonObject, where: string): string {
  checkValue(value, where, 0, false);
  const text = JSON.stringify(value);
  if (text.includes('\\u')) checkValue(value, where, 0, true);
  return text;
}

function checkValue(value: unknown, where: string, depth: number, texts: boolean): void {
  switch (typeof value) {
    case 'string':
      if (texts && UNSTORABLE.test(value)) throw new RefusedAppend(`${where}: a NUL or half a surrogate pair`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new RefusedAppend(`${where}: a number that is not finite`);
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (depth >= MAX_DEPTH) throw new RefusedAppend(`${where}: nested deeper than ${MAX_DEPTH}`);
      if (Array.isArray(value)) {
        for (let n = 0; n < value.length; n += 1) checkValue(value[n], where, depth + 1, texts);
        return;
      }
      checkMembers(value, where, depth, texts);
      return;
    default:
      throw new RefusedAppend(`${where}: a ${typeof value}, which JSON cannot carry`);
  }
}

function checkMembers(value: object, where: string, depth: number, texts: boolean): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new RefusedAppend(`${where}: an object that is not plain`);
  for (const key of Object.keys(value)) {
    if (texts && UNSTORABLE.test(key)) throw new RefusedAppend(`${where}: a key with a NUL or half a surrogate pair`);
    const member = (value as Record<string, unknown>)[key];
    // An absent member, as JSON and the canonical form both have it.
    if (member !== undefined) checkValue(member, where, depth + 1, texts);
  }
}
