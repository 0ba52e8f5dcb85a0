// Law: who is ahead of his pace may stand aside, and is called back when a place of his is near, in the order in which he did, or when he has stood there for long.
import { Line } from './line.js';
import { monotonicClock, type Monotonic } from './quota.js';

/** How far off a place of his is near, and how often is looked whose are. */
export const NEAR_MS = 20;
/** Longest that anyone stands aside, in milliseconds: less than the head of a request may take to arrive, of which a part may have come before. */
const LONGEST_MS = 8_000;

/** How many more of a key have a place that is near. */
export type Near = () => number;

/** Comes back before he is called: because he is gone. */
export type StepBack = () => void;

interface Waiting {
  readonly back: () => void;
  readonly until: number;
}

interface OfKey {
  readonly near: Near;
  readonly waiting: Line<Waiting>;
}

/** Those who stand aside, by key. Nothing is promised to them: whoever is called back takes a place when he comes for one, and others may have come before. */
export class Aside {
  readonly #lines = new Map<string, OfKey>();
  readonly #now: Monotonic;
  readonly #longestMs: number;
  #look: NodeJS.Timeout | undefined;

  constructor({ now = monotonicClock, longestMs = LONGEST_MS }: { readonly now?: Monotonic; readonly longestMs?: number } = {}) {
    this.#now = now;
    this.#longestMs = longestMs;
  }

  /** Whether any of a key stand aside: whoever comes then stands behind them. */
  has(key: string): boolean {
    return (this.#lines.get(key)?.waiting.size ?? 0) > 0;
  }

  /** Stands aside until it is called back. */
  stand(key: string, near: Near, back: () => void): StepBack {
    const one: Waiting = { back, until: this.#now() + this.#longestMs };
    let line = this.#lines.get(key);
    if (line === undefined) this.#lines.set(key, (line = { near, waiting: new Line() }));
    const { waiting } = line;
    const place = waiting.join(one);
    this.#look ??= this.#lookNext();
    return () => waiting.leave(place);
  }

  /** How many stand aside. */
  size(): number {
    let size = 0;
    for (const { waiting } of this.#lines.values()) size += waiting.size;
    return size;
  }

  readonly #callBack = (): void => {
    const now = this.#now();
    for (const [key, { near, waiting }] of this.#lines) {
      let places = near();
      for (let one = waiting.first(); one !== undefined && (places > 0 || one.until <= now); one = waiting.first()) {
        if (places > 0) places -= 1;
        waiting.next();
        one.back();
      }
      if (waiting.size === 0) this.#lines.delete(key);
    }
    this.#look = this.#lines.size === 0 ? undefined : this.#lookNext();
  };

  /** One timer for all, while there are any, at multiples of the step: places that are waited for lie there, so the process wakes up for both at once. */
  #lookNext(): NodeJS.Timeout {
    return setTimeout(this.#callBack, NEAR_MS - (this.#now() % NEAR_MS));
  }
}
