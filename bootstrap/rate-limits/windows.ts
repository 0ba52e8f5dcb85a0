// Law: a key's window begins with its first request and ends by a clock that nobody sets; what is over makes room.
import { monotonicClock, type Monotonic } from './quota.js';

/** One window of a key. */
export interface Window {
  /** Instant of the monotonic clock from which the window is over. */
  end: number;
  /** Requests that it has let through. */
  spent: number;
}

/** Most keys that are kept; beyond them the window that began first is forgotten, and its key begins anew. */
const MOST_KEYS = 100_000;

/** The running windows by key. */
export class Windows<W extends Window> {
  readonly #kept = new Map<string, W>();
  readonly #fresh: (end: number) => W;
  readonly #windowMs: number;
  readonly #most: number;
  readonly now: Monotonic;

  /** `fresh` makes the window that ends at an instant. */
  constructor(windowMs: number, fresh: (end: number) => W, { now = monotonicClock, most = MOST_KEYS }: { readonly now?: Monotonic; readonly most?: number } = {}) {
    this.#windowMs = windowMs;
    this.#fresh = fresh;
    this.#most = most;
    this.now = now;
  }

  /** The key's running window; one that begins now where none runs. */
  of(key: string, now: number): W {
    const found = this.#kept.get(key);
    if (found !== undefined && found.end > now) return found;
    const begun = this.#fresh(now + this.#windowMs);
    // The newest stands last, so that those that are over stand first.
    this.#kept.delete(key);
    this.#makeRoom(now);
    this.#kept.set(key, begun);
    return begun;
  }

  /** The key's running window, if there is one; none is begun. */
  running(key: string, now: number): W | undefined {
    const found = this.#kept.get(key);
    return found !== undefined && found.end > now ? found : undefined;
  }

  get size(): number {
    return this.#kept.size;
  }

  #makeRoom(now: number): void {
    let looked = 0;
    for (const [key, { end }] of this.#kept) {
      // Two for each that comes: the over ones are gone before they are many, and nobody waits for a sweep.
      if (this.#kept.size < this.#most && (end > now || looked === 2)) break;
      this.#kept.delete(key);
      looked += 1;
    }
  }
}
