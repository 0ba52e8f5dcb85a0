/** Waits that many milliseconds, or until the signal; never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** The next wait of a retry, doubled up to a most, in milliseconds. */
export function doubled(ms: number, most: number): number {
  return Math.min(ms * 2, most);
}
