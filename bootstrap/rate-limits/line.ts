// Law: who stands in a line is called in the order in which he came, may leave it at any time, and is held by nothing in it once he has left.

/** Places before the first one that are given back together: fewer are not worth moving the others. */
const WORTH_MOVING = 32;

/**
 * A line. A set would do the same, but the engine lays it out anew every few dozen entries, and a layout that has grown old holds all that come
 * after it, with the requests that stood in them, until the whole heap is collected.
 */
export class Line<T> {
  readonly #places: (T | undefined)[] = [];
  /** Number of the place at index 0. */
  #base = 0;
  /** Index of the first who stands. */
  #first = 0;
  #size = 0;

  /** How many stand in it. */
  get size(): number {
    return this.#size;
  }

  /** Joins at the end; gives the number of the place. */
  join(one: T): number {
    this.#size += 1;
    return this.#base + this.#places.push(one) - 1;
  }

  /** Who stands first; undefined where nobody does. */
  first(): T | undefined {
    return this.#places[this.#first];
  }

  /** Calls who stands first out of the line; undefined where nobody does. */
  next(): T | undefined {
    const one = this.first();
    if (one !== undefined) this.leave(this.#base + this.#first);
    return one;
  }

  /** Leaves the place of that number, which `join` gave. Nothing happens where it was left already. */
  leave(place: number): void {
    const at = place - this.#base;
    if (at < 0 || this.#places[at] === undefined) return;
    this.#places[at] = undefined;
    this.#size -= 1;
    while (this.#first < this.#places.length && this.#places[this.#first] === undefined) this.#first += 1;
    if (this.#first < this.#places.length && this.#first < Math.max(WORTH_MOVING, this.#places.length / 2)) return;
    this.#places.splice(0, this.#first);
    this.#base += this.#first;
    this.#first = 0;
  }
}
