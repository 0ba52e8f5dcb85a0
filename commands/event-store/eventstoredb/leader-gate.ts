// Law: appends leave only towards a leader that has answered; while none does, who waits is told so in bounded time.
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { doubled, pause } from '../pause.js';
import { messageOf } from './call-failure.js';

/** Knows whether the log's leader answers, by one probe at a time, and only when somebody asks. */
export class LeaderGate {
  readonly #probe: () => Promise<void>;
  readonly #awayMs: number;
  #up = false;
  #probing: Promise<void> | undefined;
  /** When the present outage was first met, and last. */
  #awaySince = 0;
  #awayLast = -Infinity;

  constructor(probe: () => Promise<void>, awayMs: number) {
    this.#probe = probe;
    this.#awayMs = awayMs;
  }

  /** Something broke: whoever comes next probes first. */
  trouble(): void {
    this.#up = false;
  }

  /** Resolves once the leader answers. Rejects with StoreUnavailable when the outage has lasted too long: nothing was sent. */
  async ready(): Promise<void> {
    for (let wait = 50; !this.#up; wait = doubled(wait, 500)) {
      try {
        this.#probing ??= this.#ask();
        await this.#probing;
        return;
      } catch (error) {
        if (performance.now() - this.#awaySince >= this.#awayMs) {
          throw new StoreUnavailable(`the log cannot be reached now: ${messageOf(error)}`, { cause: error });
        }
      }
      await pause(wait);
    }
  }

  async #ask(): Promise<void> {
    const began = performance.now();
    try {
      await this.#probe();
      this.#up = true;
      this.#awayLast = -Infinity;
    } catch (error) {
      // An outage that nobody has met for long is over, for all that is known: this is another.
      if (began - this.#awayLast > this.#awayMs) this.#awaySince = began;
      this.#awayLast = performance.now();
      throw error;
    } finally {
      this.#probing = undefined;
    }
  }
}
