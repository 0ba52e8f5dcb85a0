// Law: a row that is kept is shown only while the database itself says that nobody wrote it since; it is the very same object then.

/** Most rows kept of one table; the oldest go first. */
const MOST_ROWS = 5_000;
/** A row is fetched anew after so many milliseconds: what is made of it, opened values too, lives no longer than a person's key in memory. */
export const ROW_KEPT_MS = 60_000;

/** A row and the transaction that wrote it (`xmin`). */
export interface KeptRow<R> {
  readonly row: R;
  readonly writer: string;
}

/** Rows of one table by id. */
export interface RowMemory<R> {
  get(id: string): KeptRow<R> | undefined;
  put(id: string, writer: string, row: R): void;
}

/** An empty memory. `now` is a clock in milliseconds that never goes back. */
export function createRowMemory<R>(options: { readonly now?: () => number; readonly most?: number } = {}): RowMemory<R> {
  const { now = () => performance.now(), most = MOST_ROWS } = options;
  const kept = new Map<string, KeptRow<R> & { readonly until: number }>();
  return {
    get(id) {
      const found = kept.get(id);
      if (found === undefined) return undefined;
      if (found.until > now()) return found;
      kept.delete(id);
      return undefined;
    },
    put(id, writer, row) {
      kept.delete(id);
      kept.set(id, { writer, row, until: now() + ROW_KEPT_MS });
      for (const oldest of kept.keys()) {
        if (kept.size <= most) return;
        kept.delete(oldest);
      }
    },
  };
}
