// Law: counts that take long go on in slices, one a turn of the event loop whatever their number, and between them everybody else is served.
import type { Steps } from '../../domain/standards/steps.js';

/** Milliseconds after which a slice ends at the next step. */
const SLICE_MS = 2;

interface Count {
  /** Goes on for a slice; true when the count has ended. */
  readonly goOn: () => boolean;
}

/** Runs the long counts of a process. */
export class Slices {
  readonly #counts: Count[] = [];
  readonly #sliceMs: number;
  readonly #now: () => number;

  constructor({ sliceMs = SLICE_MS, now = () => performance.now() }: { readonly sliceMs?: number; readonly now?: () => number } = {}) {
    this.#sliceMs = sliceMs;
    this.#now = now;
  }

  /** The result of a count, or its failure. Several take slices in turns, so that a small one does not wait for the end of a large one. */
  run<T>(steps: Steps<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const goOn = (): boolean => {
        const end = this.#now() + this.#sliceMs;
        try {
          do {
            const { done, value } = steps.next();
            if (done !== true) continue;
            resolve(value);
            return true;
          } while (this.#now() < end);
          return false;
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
          return true;
        }
      };
      if (this.#counts.push({ goOn }) === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    const count = this.#counts[0];
    if (count === undefined) return;
    const ended = count.goOn();
    this.#counts.shift();
    if (!ended) this.#counts.push(count);
    if (this.#counts.length > 0) setImmediate(this.#next);
  };
}
