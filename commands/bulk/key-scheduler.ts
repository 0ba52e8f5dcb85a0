// Law: work that shares a key runs in the order in which it came; other work runs at once, never more than the limit.

/** What is told to work that was added before another piece failed: it has to end without doing anything. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** Gives up at once when the run has failed meanwhile. Each piece calls it before it does anything. */
export type GoOn = () => void;

/** Runs pieces of work in order per key, with bounded concurrency and memory. */
export interface KeyScheduler {
  /**
   * Waits for room, then starts the work once all earlier work under any of its keys has ended. Work that was added is
   * always started, also after a failure: others may wait for its end. Once all places were taken there is room when half
   * of them are free: pieces that begin together ask log and vault together.
   */
  add(keys: readonly string[], work: (goOn: GoOn) => Promise<void>): Promise<void>;
  /** Later work under `key` also waits for the newest work under `others`: two names turned out to be one record. */
  link(key: string, others: readonly string[]): void;
  /** Waits until everything added has ended; throws what the first failing piece threw. */
  drain(): Promise<void>;
  /** Waits until everything added has ended, whatever became of it. */
  settled(): Promise<void>;
}

/** A scheduler for at most `limit` pieces at a time, waiting ones included. */
export function createKeyScheduler(limit: number): KeyScheduler {
  const lastByKey = new Map<string, Promise<void>>();
  const running = new Set<Promise<void>>();
  const half = Math.floor(limit / 2);
  /** Who waits for room: woken once enough pieces have ended. */
  let room: (() => void) | undefined;
  let failure: { readonly error: unknown } | undefined;

  const goOn = (): void => {
    if (failure !== undefined) throw new RunEnded('the run has failed');
  };
  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };

  return {
    async add(keys, work) {
      if (running.size >= limit) while (running.size > half) await new Promise<void>((resolve) => (room = resolve));
      if (failure !== undefined) throw failure.error;
      const before = keys.flatMap((key) => lastByKey.get(key) ?? []);
      const piece: Promise<void> = Promise.all(before)
        .then(() => work(goOn))
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          running.delete(piece);
          if (running.size <= half) room?.();
          for (const key of keys) if (lastByKey.get(key) === piece) lastByKey.delete(key);
        });
      running.add(piece);
      for (const key of keys) lastByKey.set(key, piece);
    },
    link(key, others) {
      const before = others.flatMap((other) => lastByKey.get(other) ?? []);
      const own = lastByKey.get(key);
      if (before.length === 0) return;
      const joined: Promise<void> = Promise.all(own === undefined ? before : [own, ...before]).then(() => {
        if (lastByKey.get(key) === joined) lastByKey.delete(key);
      });
      lastByKey.set(key, joined);
    },
    settled,
    async drain() {
      await settled();
      if (failure !== undefined) throw failure.error;
    },
  };
}
