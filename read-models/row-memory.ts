// Law: a row that is kept is shown only while the database itself says that nobody wrote it since; it is the very same object then, and goes a minute after the database last said so.

/** Most rows kept of one table; the oldest go first. */
const MOST_ROWS = 5_000;
/** Milliseconds after which a row of which nobody asked goes: what is made of it, opened values too, stays no longer than a person's key in memory. */
export const ROW_KEPT_MS = 60_000;
/** How often those whose time is over are looked for, in milliseconds. They are given to nobody meanwhile. */
const SWEEP_MS = 10_000;

/** A row and the transaction that wrote it (`xmin`). */
export interface KeptRow<R> {
  readonly row: R;
  readonly writer: string;
  /** What was made of the row, by whoever makes it: it goes with the row. */
  made: unknown;
}

/** Rows of one table by id. */
export interface RowMemory<R> {
  get(id: string): KeptRow<R> | undefined;
  put(id: string, writer: string, row: R): KeptRow<R>;
  /** The database has just said that a row that `get` gave is still as it was written: it stays for its time from now on. */
  confirm(kept: KeptRow<R>): void;
}

class Kept<R> implements KeptRow<R> {
  made: unknown = undefined;

  constructor(
    readonly row: R,
    readonly writer: string,
    public until: number,
  ) {}
}

/** An empty memory. `now` is a clock in milliseconds that never goes back. */
export function createRowMemory<R>(options: { readonly now?: () => number; readonly most?: number } = {}): RowMemory<R> {
  const { now = () => performance.now(), most = MOST_ROWS } = options;
  const kept = new Map<string, Kept<R>>();
  let sweeping: NodeJS.Timeout | undefined;
  const sweep = (): void => {
    const at = now();
    for (const [id, { until }] of kept) if (until <= at) kept.delete(id);
    sweeping = kept.size === 0 ? undefined : setTimeout(sweep, SWEEP_MS).unref();
  };
  return {
    get(id) {
      const found = kept.get(id);
      return found !== undefined && found.until > now() ? found : undefined;
    },
    put(id, writer, row) {
      const one = new Kept(row, writer, now() + ROW_KEPT_MS);
      kept.delete(id);
      kept.set(id, one);
      sweeping ??= setTimeout(sweep, SWEEP_MS).unref();
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break;
        kept.delete(oldest);
      }
      return one;
    },
    confirm(one) {
      if (one instanceof Kept) one.until = now() + ROW_KEPT_MS;
    },
  };
}
