// Law: one ticking timer serves all deadlines; nothing is armed for a single event.
const TICK_MS = 25;

/** A deadline under way. */
export interface Deadline {
  /** Something was heard: the time begins anew. */
  touch(): void;
  disarm(): void;
}

interface Entry extends Deadline {
  at: number;
  heard: number;
  readonly late: () => void;
}

/** Deadlines by their length: within one length they fall due in the order they were armed. */
export class Deadlines {
  readonly #lanes = new Map<number, Set<Entry>>();
  #timer: NodeJS.Timeout | undefined;
  /** The time of the last tick, in milliseconds of a clock that never goes back. */
  #now = performance.now();

  /** Calls `late` once so many milliseconds passed without a touch, and before twice as many did. */
  arm(ms: number, late: () => void): Deadline {
    if (this.#timer === undefined) {
      this.#now = performance.now();
      this.#timer = setInterval(() => this.#tick(), TICK_MS);
    }
    let lane = this.#lanes.get(ms);
    if (lane === undefined) this.#lanes.set(ms, (lane = new Set()));
    const entries = lane;
    const entry: Entry = {
      at: this.#now + ms + TICK_MS,
      heard: this.#now,
      late,
      touch: () => (entry.heard = this.#now),
      disarm: () => entries.delete(entry),
    };
    entries.add(entry);
    return entry;
  }

  #tick(): void {
    const now = performance.now();
    // A process that was held up has not listened meanwhile: what came in is read before anything counts as late.
    const heldUp = now - this.#now > 20 * TICK_MS;
    if (heldUp) this.#grant(now - this.#now);
    this.#now = now;
    for (const [ms, lane] of this.#lanes) {
      for (const entry of lane) {
        if (entry.at > now) break;
        lane.delete(entry);
        const next = entry.heard + ms + TICK_MS;
        if (next > now) {
          entry.at = next;
          lane.add(entry);
        } else entry.late();
      }
      if (lane.size === 0) this.#lanes.delete(ms);
    }
    if (this.#lanes.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #grant(ms: number): void {
    for (const lane of this.#lanes.values()) {
      for (const entry of lane) {
        entry.at += ms;
        entry.heard += ms;
      }
    }
  }
}
