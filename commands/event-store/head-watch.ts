// Law: who waits past a position is woken at once by an append of this process, by another's at the next look at the head.
import { doubled, pause } from './pause.js';

const SHORTEST_MS = 5;
const LONGEST_MS = 100;
const LONGEST_OUTAGE_MS = 2_000;

interface Waiter {
  readonly after: bigint;
  readonly wake: () => void;
}

/** One look at the head serves all who wait; nobody waiting, no look. */
export class HeadWatch {
  readonly #look: () => Promise<bigint>;
  readonly #waiters = new Set<Waiter>();
  #known = 0n;
  #idle = SHORTEST_MS;
  #looking = false;

  /** @param look reads the head of the log from the store. */
  constructor(look: () => Promise<bigint>) {
    this.#look = look;
  }

  /** Tells of an event that is stored. */
  saw(number: bigint): void {
    if (number <= this.#known) return;
    this.#known = number;
    this.#idle = SHORTEST_MS;
    for (const waiter of [...this.#waiters]) if (waiter.after < number) waiter.wake();
  }

  /** Resolves once an event after that number is stored, when the log seems to end before it, or at the signal; never rejects. */
  past(after: bigint, signal: AbortSignal): Promise<void> {
    if (after < this.#known || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const waiter = { after, wake };
      this.#waiters.add(waiter);
      signal.addEventListener('abort', wake, { once: true });
      if (!this.#looking) void this.#lookWhileAwaited();
    });
  }

  async #lookWhileAwaited(): Promise<void> {
    this.#looking = true;
    let outage = SHORTEST_MS;
    while (this.#waiters.size > 0) {
      await pause(outage > SHORTEST_MS ? outage : this.#idle);
      if (this.#waiters.size === 0) break;
      try {
        this.#idle = Math.min(this.#idle * 1.5, LONGEST_MS);
        const head = await this.#look();
        this.saw(head);
        // A head behind what a waiter has read: he looks for himself whether the log was cut off.
        for (const waiter of [...this.#waiters]) if (waiter.after > head) waiter.wake();
        outage = SHORTEST_MS;
      } catch {
        outage = doubled(outage, LONGEST_OUTAGE_MS);
      }
    }
    this.#looking = false;
  }
}
