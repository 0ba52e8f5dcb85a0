// Law: what an event changed is told field by field: where, what stood there before, what stands there after; null where nothing stands.
import type { Json } from '../../domain/ledger/json.js';

/** One field that is another after than before. */
export interface FieldChange {
  /** RFC 6901 pointer into the record. */
  readonly field: string;
  readonly before: Json;
  readonly after: Json;
}

/**
 * The fields in which two values differ. Objects are compared member by member, lists of as many objects item by
 * item, all else as a whole. A member that is absent counts as null.
 */
export function fieldChanges(before: unknown, after: unknown, at = ''): readonly FieldChange[] {
  if (isRecord(before) && isRecord(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => fieldChanges(before[name], after[name], `${at}/${escaped(name)}`));
  }
  if (isListOfRecords(before) && isListOfRecords(after) && before.length === after.length) {
    return before.flatMap((item, n) => fieldChanges(item, after[n], `${at}/${n}`));
  }
  return sameJson(before, after) ? [] : [{ field: at, before: toJson(before), after: toJson(after) }];
}

type Members = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOfRecords(value: unknown): value is readonly Members[] {
  return Array.isArray(value) && value.every(isRecord);
}

function sameJson(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => sameJson(item, b[n]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const [left, right] = [a, b];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => sameJson(left[name], right[name]));
}

/** States hold what JSON can carry, but for members that are there without a value. */
function toJson(value: unknown): Json {
  return value === undefined ? null : (value as Json);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
