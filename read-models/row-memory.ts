// Law: a row that is kept is shown only while the database itself says that nobody wrote it since; it is the very same object then.

/** Most rows kept of one table; the oldest go first. */
const MOST_ROWS = 5_000;
/** A row is fetched anew after so many milliseconds: what is made of it, opened values too, lives no longer than a person's key in memory. */
export const ROW_KEPT_MS = 60_000;

/** Rows of one table by id, each with the transaction that wrote it (`xmin`). */
export interface RowMemory<R> {
  /** The writer of the row that is kept; undefined for none. */
  writerOf(id: string): string | undefined;
  row(id: string, writer: string): R | undefined;
  put(id: string, writer: string, row: R): void;
}

interface Kept<R> {
  readonly writer: string;
  readonly row: R;
  readonly until: number;
}

/** An empty memory. */
export function createRowMemory<R>(options: { readonly now?: () => number; readonly most?: number } = {}): RowMemory<R> {
  const { now = Date.now, most = MOST_ROWS } = options;
  const kept = new Map<string, Kept<R>>();
  return {
    writerOf(id) {
      const found = kept.get(id);
      if (found === undefined) return undefined;
      if (found.until > now()) return found.writer;
      kept.delete(id);
      return undefined;
    },
    row(id, writer) {
      const found = kept.get(id);
      return found?.writer === writer ? found.row : undefined;
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
