import type { Load } from '../../harness/closed-loop.js';
import type { Exchange } from '../../load/http-load.js';

/** Commands until the server's code is compiled as far as it ever is, some 20,000: a turn of a round is too short for that. */
export const WARM_UP: Load = { callers: 32, durationMs: 8_000 };

const BODY = JSON.stringify({ weighting: { disability: false, student: true, releasedPrisoner: false } });

/** Requests that change one employee after the other, each at the revision at which the last one left him; new ones stand at 0. */
export function factsCommand(employees: readonly string[], headers: () => readonly string[]): () => Exchange {
  const revisions = employees.map(() => 0);
  // Nobody is changed by two at the same time: there are more employees than callers, and each waits for his turn.
  let turn = 0;
  return () => {
    const at = turn++ % employees.length;
    const lines = [
      `POST /v1/employees/${employees[at] ?? ''}/weighting-facts HTTP/1.1`,
      'Host: 127.0.0.1',
      ...headers(),
      `If-Match: "${revisions[at] ?? 0}"`,
      'Content-Type: application/json',
      `Content-Length: ${BODY.length}`,
    ];
    return {
      request: `${lines.join('\r\n')}\r\n\r\n${BODY}`,
      answered: () => {
        revisions[at] = (revisions[at] ?? 0) + 1;
      },
    };
  };
}
