import type { Exchange } from '../../load/http-load.js';
import { AGAIN, type ReadTask, type RecordIds } from './parameters.js';

/** Requests for employees and work permits by id, turn and turn about. */
export function nextRead({ employees, permits }: RecordIds, headers: readonly string[]): (which: ReadTask['which']) => () => Exchange {
  const rest = ['Host: 127.0.0.1', ...headers].join('\r\n');
  const exchange = (path: string, id: string): Exchange => ({ request: `GET /v1/${path}/${id} HTTP/1.1\r\n${rest}\r\n\r\n` });
  const all = employees.flatMap((id, n) => [exchange('employees', id), exchange('work-permits', permits[n] ?? '')]);
  let turn = 0;
  return (which) => () => all[which === 'fresh' ? turn++ % all.length : Math.floor(Math.random() * 2 * AGAIN)] as Exchange; // all holds more than 2 * AGAIN
}
