// Law: an event's lag ends when every read model has committed it; who commits it before its writer hears of it has a lag of none.
import type { Position } from '../../../../dist/domain/ledger/position.js';

export interface LagWatch {
  /** A writer has heard that its event is stored. */
  acknowledged(position: Position): void;
  /** A read model has committed everything up to a position; undefined stands before all. */
  committed(model: string, position: Position | undefined): void;
  /** Resolves once all read models have committed a position. */
  reached(position: Position): Promise<void>;
  /** The lags of all events acknowledged since it was called last, in milliseconds. */
  take(): readonly number[];
}

/** Watches over these read models, by one clock. */
export function watchLag(models: readonly string[]): LagWatch {
  const standing = new Map<string, Position | undefined>(models.map((name) => [name, undefined]));
  let waiting: { readonly position: Position; readonly since: number }[] = [];
  let lags: number[] = [];
  let slowest: Position | undefined;
  const looking = new Set<() => void>();
  const covers = (position: Position): boolean => slowest !== undefined && slowest >= position;

  return {
    acknowledged(position) {
      if (covers(position)) lags.push(0);
      else waiting.push({ position, since: performance.now() });
    },
    committed(model, position) {
      standing.set(model, position);
      const places = [...standing.values()];
      const lowest = places.reduce((a, b) => (a === undefined || b === undefined ? undefined : a < b ? a : b));
      if (lowest === slowest) return;
      slowest = lowest;
      const now = performance.now();
      waiting = waiting.filter(({ position: asked, since }) => {
        if (!covers(asked)) return true;
        lags.push(now - since);
        return false;
      });
      for (const look of looking) look();
    },
    reached: (position) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!covers(position)) return;
          looking.delete(look);
          resolve();
        };
        looking.add(look);
        look();
      }),
    take() {
      const taken = lags;
      lags = [];
      return taken;
    },
  };
}
