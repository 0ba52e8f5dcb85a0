import type { Position } from '../domain/ledger/position.js';

/** How far the read models are, and waiting until they are farther. */
export interface ReadProgress {
  /** Waits at most so many milliseconds. Throws ForeignPosition for a position of another log. */
  waitFor(
    position: Position,
    names: readonly string[],
    deadlineMs: number,
  ): Promise<{ readonly reached: true } | { readonly reached: false; readonly behind: readonly string[] }>;
}
