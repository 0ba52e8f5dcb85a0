// Law: the wait before attempt n grows from the first to the longest, and is spread so that many waiters do not come back at once.

/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly longest: number;
}

/** For servers that cannot be reached: they are tried for ever. */
export const infrastructureBackoff: Backoff = { first: 50, longest: 5_000 };

/** For a fact that cannot be folded: only another program or another log can help. */
export const poisonBackoff: Backoff = { first: 1_000, longest: 60_000 };

/** Milliseconds to wait after the given number of failed attempts (from 1): half fixed, half by chance (0 to 1). */
export function backoffDelay(backoff: Backoff, failures: number, chance: number): number {
  const ceiling = Math.min(backoff.longest, backoff.first * 2 ** Math.min(failures - 1, 30));
  return ceiling / 2 + (ceiling / 2) * chance;
}

/** Resolves after the milliseconds, or at once when the signal is or becomes aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}
