// Law: of one key so many go at once and then one each gap; who comes is given a place in time, which is his whether he comes for it or not.
import { monotonicClock, type Monotonic } from './quota.js';

/** How fast the requests of one key go. */
export interface PaceTerms {
  /** Milliseconds between two of them. */
  readonly gapMs: number;
  /** How many go without a gap, when as many gaps have passed unused. */
  readonly atOnce: number;
  /** Places that are waited for lie on multiples of so many milliseconds: to wake up for one costs more than to serve several. */
  readonly gridMs?: number;
}

/** What is used of one key's pace. */
interface Used {
  /** Instant from which nothing is. */
  until: number;
  /** Instant of the last place that was given. */
  last: number;
}

/** Most keys that are kept; beyond them one that was looked at longest ago begins anew. */
const MOST_KEYS = 100_000;

/** Places in time by key, by the monotonic clock. */
export class Pace {
  /** By key what is used of its pace, in the order in which they came or were last looked at. */
  readonly #used = new Map<string, Used>();
  readonly #terms: PaceTerms;
  readonly #now: Monotonic;
  readonly #most: number;

  constructor(terms: PaceTerms, { now = monotonicClock, most = MOST_KEYS }: { readonly now?: Monotonic; readonly most?: number } = {}) {
    this.#terms = terms;
    this.#now = now;
    this.#most = most;
  }

  /** Milliseconds until the next place of a key, which is taken; undefined, and none is taken, where it is further off than `longestMs`. */
  place(key: string, longestMs: number): number | undefined {
    const now = this.#now();
    const { gapMs, atOnce, gridMs = 0 } = this.#terms;
    const found = this.#used.get(key);
    const { until, last } = found ?? { until: now, last: now };
    const used = Math.max(until, now);
    const from = used - (atOnce - 1) * gapMs;
    // Nobody passes who came before and waits for the grid.
    const at = Math.max(from <= now ? now : onGrid(from, gridMs), last);
    if (at - now > longestMs) return undefined;
    if (found === undefined) {
      this.#makeRoom(now);
      this.#used.set(key, { until: used + gapMs, last: at });
    } else {
      // In its place: a map whose entries come and go with each request is laid out anew all the time.
      found.until = used + gapMs;
      found.last = at;
    }
    return at - now;
  }

  /** How many more of a key would have a place within so many milliseconds; none is taken. */
  within(key: string, ms: number): number {
    const now = this.#now();
    const { gapMs, atOnce } = this.#terms;
    const used = Math.max(this.#used.get(key)?.until ?? now, now);
    return Math.max(0, Math.floor((now + ms - used) / gapMs) + atOnce);
  }

  /** Keys that are kept. */
  get size(): number {
    return this.#used.size;
  }

  #makeRoom(now: number): void {
    let looked = 0;
    for (const [key, one] of this.#used) {
      // Two for each new one: those of which nothing is used are gone before they are many, and nobody waits for a sweep.
      if (looked === 2) return;
      looked += 1;
      const full = this.#used.size >= this.#most;
      this.#used.delete(key);
      // Of whom something is used stands last then, to be looked at when all others were.
      if (!full && (one.until > now || one.last > now)) this.#used.set(key, one);
    }
  }
}

function onGrid(instant: number, gridMs: number): number {
  return gridMs === 0 ? instant : Math.ceil(instant / gridMs) * gridMs;
}
