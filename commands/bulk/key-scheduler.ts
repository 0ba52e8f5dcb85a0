// Law: work under a key runs in the order in which it came, but for work that only reads under it; other work runs at once, never more than the limit.

/** What is told to work that was added before another piece failed: it has to end without doing anything. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
}

/** Gives up at once when the run has failed meanwhile. Each piece calls it before it does anything. */
export type GoOn = () => void;

/** What a piece of work touches. */
export interface WorkKeys {
  /** Alone, in order with everything else under the key. */
  readonly writes: readonly string[];
  /** In order with what writes under the key; side by side with others that read. */
  readonly reads: readonly string[];
}

/** Runs pieces of work in order per key, with bounded concurrency and memory. */
export interface KeyScheduler {
  /**
   * Waits for room, then starts the work once all earlier work under any of its keys has ended. Work that was added is
   * always started, also after a failure: others may wait for its end. Once all places were taken there is room when half
   * of them are free: pieces that begin together ask log and vault together.
   */
  add(keys: WorkKeys, work: (goOn: GoOn) => Promise<void>): Promise<void>;
  /** Later work under `key` also waits for the newest work under `others`: two names turned out to be one record. */
  link(key: string, others: readonly string[]): void;
  /** Waits until everything added has ended; throws what the first failing piece threw. */
  drain(): Promise<void>;
  /** Waits until everything added has ended, whatever became of it. */
  settled(): Promise<void>;
}

/** The newest work under a key. */
interface Newest {
  write: Promise<void> | undefined;
  /** Those that read since. */
  readonly reads: Set<Promise<void>>;
}

/** A scheduler for at most `limit` pieces at a time, waiting ones included. */
export function createKeyScheduler(limit: number): KeyScheduler {
  const newest = new Map<string, Newest>();
  const running = new Set<Promise<void>>();
  const half = Math.floor(limit / 2);
  /** Who waits for room: woken once enough pieces have ended. */
  let room: (() => void) | undefined;
  let failure: { readonly error: unknown } | undefined;

  const goOn = (): void => {
    if (failure !== undefined) throw new RunEnded('the run has failed');
  };
  const under = (key: string): Newest => {
    const known = newest.get(key) ?? { write: undefined, reads: new Set() };
    newest.set(key, known);
    return known;
  };
  const allUnder = (key: string): readonly Promise<void>[] => {
    const { write, reads } = newest.get(key) ?? {};
    return [...(write === undefined ? [] : [write]), ...(reads ?? [])];
  };
  const ended = (key: string, piece: Promise<void>): void => {
    const known = newest.get(key);
    if (known === undefined) return;
    if (known.write === piece) known.write = undefined;
    known.reads.delete(piece);
    if (known.write === undefined && known.reads.size === 0) newest.delete(key);
  };
  const settled = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running);
  };

  return {
    async add({ writes, reads }, work) {
      if (running.size >= limit) while (running.size > half) await new Promise<void>((resolve) => (room = resolve));
      if (failure !== undefined) throw failure.error;
      const written = new Set(writes);
      const read = new Set(reads.filter((key) => !written.has(key)));
      const before = [...[...written].flatMap(allUnder), ...[...read].flatMap((key) => newest.get(key)?.write ?? [])];
      const piece: Promise<void> = Promise.all(before)
        .then(() => work(goOn))
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => {
          running.delete(piece);
          if (running.size <= half) room?.();
          for (const key of written) ended(key, piece);
          for (const key of read) ended(key, piece);
        });
      running.add(piece);
      for (const key of written) newest.set(key, { write: piece, reads: new Set() });
      for (const key of read) under(key).reads.add(piece);
    },
    link(key, others) {
      const before = others.flatMap(allUnder);
      if (before.length === 0) return;
      const joined: Promise<void> = Promise.all([...allUnder(key), ...before]).then(() => ended(key, joined));
      newest.set(key, { write: joined, reads: new Set() });
    },
    settled,
    async drain() {
      await settled();
      if (failure !== undefined) throw failure.error;
    },
  };
}
