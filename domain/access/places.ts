// Law: places of which a process has only so many are counted, and no client takes all of them from the others.
import type { Problem } from './problem.js';

/** How many places there are. */
export interface PlaceLimits {
  readonly most: number;
  readonly mostOfOne: number;
}

/** What is said to who gets none: because he has all that one may have, or because all are taken. */
export interface NoPlace {
  readonly ofOne: () => Problem;
  readonly ofAll: () => Problem;
}

/** Places, by client. */
export class Places {
  readonly #limits: PlaceLimits;
  readonly #none: NoPlace;
  readonly #ofClient = new Map<string, number>();
  #all = 0;

  constructor(limits: PlaceLimits, none: NoPlace) {
    this.#limits = limits;
    this.#none = none;
  }

  /** Takes a place for a client; gives what leaves it. Throws the Problem of who gets none. */
  take(client: string): () => void {
    const taken = this.#ofClient.get(client) ?? 0;
    if (taken >= this.#limits.mostOfOne) throw this.#none.ofOne();
    if (this.#all >= this.#limits.most) throw this.#none.ofAll();
    this.#ofClient.set(client, taken + 1);
    this.#all += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all -= 1;
      const others = (this.#ofClient.get(client) ?? 0) - 1;
      if (others > 0) this.#ofClient.set(client, others);
      else this.#ofClient.delete(client);
    };
  }
}
