// Law: a parameter that is unknown, twice there or not valid is named and refused; none is ever ignored.
import { Problem, type FieldFault } from '../../domain/access/problem.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { comparePositions, parsePosition } from '../../domain/ledger/position.js';

/** The parameters of a request, of which only these are known. Throws Problem 400 that names each one at fault. */
export function parameters<K extends string>(query: unknown, known: readonly K[]): Partial<Readonly<Record<K, string>>> {
  const given = Object.entries((query ?? {}) as Readonly<Record<string, unknown>>);
  const faults = given.flatMap(([name, value]): readonly FieldFault[] => {
    if (!known.some((one) => one === name)) return [fault(name, 'unknown-parameter', 'This parameter is not known here.')];
    return typeof value === 'string' ? [] : [fault(name, 'repeated-parameter', 'Give this parameter once.')];
  });
  if (faults.length > 0) throw invalid(faults.slice(0, 100));
  return Object.fromEntries(given) as Partial<Record<K, string>>;
}

/** A whole number of at most nine digits. Throws Problem 400. */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw invalid([fault(name, 'invalid-parameter', 'a whole number from 0 to 999999999')]);
  return Number(text);
}

/**
 * Checks that the log has what a caller says he has seen: commands read records from their streams, so nothing is to be
 * waited for. Throws Problem 400, 503 for a position beyond the log's end, ForeignPosition for another log's.
 */
export async function requirePosition(store: Pick<EventStore, 'head'>, text: string | undefined): Promise<void> {
  if (text === undefined) return;
  const position = parsePosition(text);
  if (position === undefined) throw invalid([fault('after', 'invalid-parameter', 'not a position of a ledger')]);
  if (comparePositions(position, await store.head()) > 0) {
    throw new Problem(503, 'read-model-behind', 'The log does not reach this position.', { headers: { 'Retry-After': '1' } });
  }
}

function invalid(errors: readonly FieldFault[]): Problem {
  return new Problem(400, 'invalid-query', 'The parameters of this request are not valid.', { errors });
}

function fault(name: string, code: string, detail: string): FieldFault {
  return { pointer: `/query/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, code, detail };
}
