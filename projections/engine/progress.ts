// Law: "reached" is said only of what is committed.
import { setMaxListeners } from 'node:events';
import { comparePositions, logIdOf, ForeignPosition, type Position } from '../../domain/ledger/position.js';
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import type { Queryable } from '../../read-models/row-store.js';
import { pause } from './backoff.js';

/** A version of a read model. */
export interface ModelName {
  readonly name: string;
  readonly version: number;
}

export type Waited = { readonly reached: true } | { readonly reached: false; readonly behind: readonly string[] };

export interface Progress {
  /** A runner of this process has committed up to here. */
  moved(name: string, position: Position | undefined): void;
  /** No runner of this process moves the read model any more. */
  left(name: string): void;
  /**
   * Waits until the named read models have every event up to a position, at most so many milliseconds. Throws
   * ForeignPosition for a position of another log.
   */
  waitFor(position: Position, names: readonly string[], deadlineMs: number): Promise<Waited>;
}

const firstLookMs = 5;
const longestLookMs = 100;

/** Progress of the read models: told by the runners that live in this process, else looked up in the checkpoint table. */
export function createProgress(options: { readonly db: Queryable; readonly logId: string; readonly models: readonly ModelName[] }): Progress {
  const versions = new Map(options.models.map(({ name, version }) => [name, version]));
  const local = new Map<string, Position | undefined>();
  const waiting = new Map<string, Set<() => void>>();
  const wake = (name: string): void => {
    for (const look of waiting.get(name) ?? []) look();
  };
  const covers = (reached: Position | null | undefined, position: Position): boolean =>
    reached != null && logIdOf(reached) === logIdOf(position) && comparePositions(reached, position) >= 0;

  const waitLocally = (name: string, position: Position, signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const looks = waiting.get(name) ?? new Set();
      waiting.set(name, looks);
      const settle = (reached: boolean): void => {
        looks.delete(look);
        signal.removeEventListener('abort', expire);
        resolve(reached);
      };
      const look = (): void => {
        if (!local.has(name)) settle(false);
        else if (covers(local.get(name), position)) settle(true);
      };
      const expire = (): void => {
        settle(false);
      };
      looks.add(look);
      signal.addEventListener('abort', expire);
      if (signal.aborted) expire();
      else look();
    });

  const waitByTable = async (name: string, position: Position, signal: AbortSignal): Promise<boolean> => {
    for (let wait = firstLookMs; ; wait = Math.min(longestLookMs, wait * 2)) {
      const found = await options.db.query<{ position: Position | null }>(
        `select position from ${checkpointTable} where name = $1 and version = $2`,
        [name, versions.get(name)],
      );
      if (covers(found.rows[0]?.position, position)) return true;
      if (signal.aborted || local.has(name)) return false;
      await pause(wait, signal);
    }
  };

  const waitForOne = async (name: string, position: Position, signal: AbortSignal): Promise<boolean> => {
    if (!versions.has(name)) throw new Error(`there is no read model ${name}`);
    for (;;) {
      const reached = local.has(name) ? await waitLocally(name, position, signal) : await waitByTable(name, position, signal);
      if (reached || signal.aborted) return reached;
      // The read model's runner came or went meanwhile: look where it is told now.
    }
  };

  return {
    moved(name, position) {
      local.set(name, position);
      wake(name);
    },
    left(name) {
      local.delete(name);
      wake(name);
    },
    async waitFor(position, names, deadlineMs) {
      if (logIdOf(position) !== options.logId) throw new ForeignPosition(`the position belongs to log ${logIdOf(position)}`);
      const late = names.filter((name) => !covers(local.get(name), position));
      if (late.length === 0) return { reached: true };
      const deadline = new AbortController();
      // One listener a read model, however many there are: no leak to warn of.
      setMaxListeners(0, deadline.signal);
      const timer = setTimeout(() => {
        deadline.abort();
      }, deadlineMs);
      try {
        const expired = new Promise<boolean>((resolve) => {
          deadline.signal.addEventListener('abort', () => {
            resolve(false);
          });
        });
        // A database that does not answer must not hold the caller beyond the deadline.
        const reached = await Promise.all(late.map((name) => Promise.race([waitForOne(name, position, deadline.signal), expired])));
        const behind = late.filter((_, n) => reached[n] !== true);
        return behind.length === 0 ? { reached: true } : { reached: false, behind };
      } finally {
        clearTimeout(timer);
        deadline.abort();
      }
    },
  };
}
