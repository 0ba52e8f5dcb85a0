// Law: a body that stops arriving, or ends before its end, is told as a problem, and the request stays open for the answer.
import type { Readable } from 'node:stream';
import { Problem } from '../../domain/access/problem.js';

/** The chunks of a body. Throws Problem 408 when none comes for so long, 400 when the client went away. */
export async function* arrivingBody(body: Readable, idleMs: number): AsyncGenerator<Uint8Array, void> {
  // Leaving the body alone when its reader gives up: to destroy it would end the connection before the answer.
  const chunks = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  for (;;) {
    const next = chunks.next().catch(() => {
      throw new Problem(400, 'body-cut-short', 'The connection ended before the body did.');
    });
    const chunk = await within(next, idleMs);
    if (chunk === 'late') {
      next.catch(() => undefined);
      throw new Problem(408, 'request-too-slow', `Nothing of the body came for ${idleMs / 1000} s.`);
    }
    if (chunk.done === true) return;
    yield chunk.value;
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
