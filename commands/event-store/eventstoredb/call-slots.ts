// Law: so many are under way, so many wait in the order they came, and whoever finds no room or waits too long is told so.
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import type { Deadline, Deadlines } from './deadlines.js';

export interface SlotLimits {
  /** What waits, for error messages. */
  readonly name: string;
  readonly most: number;
  /** Most weight under way; one that is heavier goes alone. */
  readonly mostWeight: number;
  readonly mostWaiting: number;
  readonly waitMs: number;
}

interface Waiting {
  readonly weight: number;
  readonly deadline: Deadline;
  readonly go: () => void;
}

/** A gate before calls that the server takes only so many of. */
export class CallSlots {
  readonly #limits: SlotLimits;
  readonly #deadlines: Deadlines;
  /** In the order of coming; one whose time is over is taken out of the middle. */
  readonly #waiting = new Set<Waiting>();
  #underWay = 0;
  #weight = 0;

  constructor(limits: SlotLimits, deadlines: Deadlines) {
    this.#limits = limits;
    this.#deadlines = deadlines;
  }

  /** Those that wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Those under way. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Runs a call once there is room. Rejects with StoreUnavailable when it was not run. */
  async run<T>(weight: number, call: () => Promise<T>): Promise<T> {
    if (this.#waiting.size > 0 || !this.#fits(weight)) await this.#turn(weight);
    else this.#take(weight);
    try {
      return await call();
    } finally {
      this.#underWay -= 1;
      this.#weight -= weight;
      this.#next();
    }
  }

  #turn(weight: number): Promise<void> {
    const { name, mostWaiting, waitMs } = this.#limits;
    if (this.#waiting.size >= mostWaiting)
      return Promise.reject(new StoreUnavailable(`${name}: ${mostWaiting} wait already, nothing was sent`));
    return new Promise((resolve, reject) => {
      const deadline = this.#deadlines.arm(waitMs, () => {
        this.#waiting.delete(waiting);
        reject(new StoreUnavailable(`${name}: waited too long, nothing was sent`));
      });
      const waiting: Waiting = { weight, deadline, go: resolve };
      this.#waiting.add(waiting);
    });
  }

  #next(): void {
    for (const waiting of this.#waiting) {
      if (!this.#fits(waiting.weight)) return;
      this.#waiting.delete(waiting);
      waiting.deadline.disarm();
      this.#take(waiting.weight);
      waiting.go();
    }
  }

  #fits(weight: number): boolean {
    if (this.#underWay === 0) return true;
    return this.#underWay < this.#limits.most && this.#weight + weight <= this.#limits.mostWeight;
  }

  #take(weight: number): void {
    this.#underWay += 1;
    this.#weight += weight;
  }
}
