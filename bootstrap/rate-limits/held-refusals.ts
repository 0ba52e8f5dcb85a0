// Law: who is beyond his quota hears so at a bounded pace, whatever he sends and however; where too many wait to hear it, the next is not answered at all.
import { Aside, NEAR_MS, type StepBack } from './aside.js';
import { Pace } from './pace.js';
import type { Monotonic } from './quota.js';

/** Longest that a refusal is held, in milliseconds. At the pace of one client it bounds how many of his are. */
const LONGEST_HELD_MS = 10_000;
/** Most that a process holds of all clients together. */
const MOST_HELD = 10_000;

/** Held refusals are given at multiples of so many milliseconds. */
const GRID_MS = 20;

/** Gives a held refusal up, because nobody waits for it any more. */
export type GiveUp = () => void;

const nothing: GiveUp = () => undefined;

/** Refusals of a process, each given at its time. */
export class HeldRefusals {
  readonly #pace: Pace;
  readonly #longestMs: number;
  readonly #most: number;
  readonly #aside = new Aside();
  /** Those whose time it is. */
  readonly #due: (() => void)[] = [];
  #held = 0;
  #unanswered = 0;

  /** `aSecond` is how many one client or address hears a second. */
  constructor(aSecond: number, { longestMs = LONGEST_HELD_MS, most = MOST_HELD, now }: { readonly longestMs?: number; readonly most?: number; readonly now?: Monotonic } = {}) {
    this.#pace = new Pace({ gapMs: 1_000 / aSecond, atOnce: 1, gridMs: GRID_MS }, now === undefined ? {} : { now });
    this.#longestMs = longestMs;
    this.#most = most;
  }

  /** Gives a refusal to whom was counted, now or later; undefined where it will not be given, and the connection is to be ended. */
  give(whose: string, refuse: () => void): GiveUp | undefined {
    const wait = this.#held < this.#most ? this.#pace.place(whose, this.#longestMs) : undefined;
    if (wait === undefined) {
      this.#unanswered += 1;
      return undefined;
    }
    if (wait === 0) {
      refuse();
      return nothing;
    }
    return this.#later(wait, refuse);
  }

  /** Whether whoever was refused should ask again later: his next refusal would be held. */
  isAhead(whose: string): boolean {
    return this.#aside.has(whose) || this.#near(whose) === 0;
  }

  /** Calls whoever was refused when the time for his next refusal is near. */
  standAside(whose: string, back: () => void): StepBack {
    return this.#aside.stand(whose, () => this.#near(whose), back);
  }

  /** How many stand aside. */
  aside(): number {
    return this.#aside.size();
  }

  /** Refusals that are held now. */
  held(): number {
    return this.#held;
  }

  /** Requests beyond their quotas that were not answered since the start. */
  unanswered(): number {
    return this.#unanswered;
  }

  #near(whose: string): number {
    return this.#held < this.#most ? this.#pace.within(whose, NEAR_MS) : 0;
  }

  #later(wait: number, refuse: () => void): GiveUp {
    this.#held += 1;
    let holds = true;
    const release = (): void => {
      if (holds) this.#held -= 1;
      holds = false;
    };
    const give = (): void => {
      if (!holds) return;
      release();
      refuse();
    };
    const timer = setTimeout(() => {
      if (this.#due.push(give) === 1) setImmediate(this.#giveNext);
    }, wait);
    return () => {
      clearTimeout(timer);
      release();
    };
  }

  /** One a turn of the loop: everybody else's sockets are looked at in between. */
  readonly #giveNext = (): void => {
    this.#due.shift()?.();
    if (this.#due.length > 0) setImmediate(this.#giveNext);
  };
}
