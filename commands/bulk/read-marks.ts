// Law: a decision is stale once something that it read was written after it was read.

/** Writes to remember before old ones are looked through for the first time. */
const MANY = 4_096;

/** What one decision has read. */
export interface Reader {
  /** The decision is about to read this stream. */
  reads(stream: string): void;
  stale(): boolean;
  /** The decision begins anew: what it read before does not count. */
  renew(): void;
  /** The decision is over. */
  close(): void;
}

export interface ReadMarks {
  reader(): Reader;
  /** An append to this stream is on its way: whoever reads from now on waits for it. */
  wrote(stream: string): void;
  /** Anything may have been written. */
  wroteAll(): void;
}

/** Marks of all decisions under way; writes that no open decision can have missed are forgotten. */
export function createReadMarks(): ReadMarks {
  let now = 0;
  let allAt = 0;
  const written = new Map<string, number>();
  let many = MANY;
  const open = new Map<Reader, number>();

  const forgetOld = (): void => {
    const oldest = Math.min(now, ...open.values());
    for (const [stream, at] of written) if (at <= oldest) written.delete(stream);
    // An old decision may hold them all: looked through again only when they have doubled.
    many = Math.max(MANY, 2 * written.size);
  };

  return {
    reader() {
      let first = Infinity;
      const seen = new Map<string, number>();
      const reader: Reader = {
        reads(stream) {
          first = Math.min(first, now);
          if (!seen.has(stream)) seen.set(stream, now);
        },
        stale: () => allAt > first || [...seen].some(([stream, at]) => (written.get(stream) ?? 0) > at),
        renew() {
          seen.clear();
          first = Infinity;
        },
        close: () => void open.delete(reader),
      };
      open.set(reader, now);
      return reader;
    },
    wrote(stream) {
      now += 1;
      written.set(stream, now);
      if (written.size > many) forgetOld();
    },
    wroteAll() {
      now += 1;
      allAt = now;
    },
  };
}
