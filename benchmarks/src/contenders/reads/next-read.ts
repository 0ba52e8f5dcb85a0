import type { Exchange } from '../../load/http-load.js';
import { AGAIN, type ReadTask, type RecordIds } from './parameters.js';

export type NextRead = (which: ReadTask['which']) => (caller: number) => Exchange;

/** Requests for employees and work permits by id, turn and turn about. */
export function nextRead(ids: RecordIds, headers: readonly string[]): NextRead {
  const all = exchanges(ids, 0, 1, headers);
  let turn = 0;
  return (which) => () => all[which === 'fresh' ? turn++ % all.length : Math.floor(Math.random() * 2 * AGAIN)] as Exchange; // all holds more than 2 * AGAIN
}

/** The same by callers each of whom asks for records of his own workplace alone. @param headers those of each caller */
export function nextOwnRead(ids: RecordIds, headers: readonly (readonly string[])[]): NextRead {
  const callers = headers.length;
  const own = headers.map((of, caller) => ({ all: exchanges(ids, caller, callers, of), turn: 0 }));
  const again = Math.floor((2 * AGAIN) / callers);
  return (which) => (caller) => {
    const reader = own[caller % callers] as (typeof own)[number]; // one for each caller
    return reader.all[which === 'fresh' ? reader.turn++ % reader.all.length : Math.floor(Math.random() * again)] as Exchange; // as above
  };
}

function exchanges({ employees, permits }: RecordIds, first: number, step: number, headers: readonly string[]): readonly Exchange[] {
  const rest = ['Host: 127.0.0.1', ...headers].join('\r\n');
  const exchange = (path: string, id: string): Exchange => ({ request: `GET /v1/${path}/${id} HTTP/1.1\r\n${rest}\r\n\r\n` });
  const places = Array.from({ length: Math.floor((employees.length - 1 - first) / step) + 1 }, (_, n) => first + n * step);
  return places.flatMap((n) => [exchange('employees', employees[n] ?? ''), exchange('work-permits', permits[n] ?? '')]);
}
