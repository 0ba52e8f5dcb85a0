import type { Load } from '../../harness/closed-loop.js';
import type { HttpMeasure } from '../../load/http-load.js';
import type { ReadTask } from './parameters.js';

/** Reads until the server's code is compiled as far as it ever is: a turn of a round is too short for that. */
export async function warmUp(read: (load: Load, which: ReadTask['which']) => Promise<HttpMeasure>): Promise<void> {
  for (const which of ['fresh', 'again', 'fresh', 'again'] as const) await read({ callers: 32, durationMs: 3_000 }, which);
}
