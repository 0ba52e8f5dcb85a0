// Law: the same seed and place give the same chances on every machine: only whole 32-bit arithmetic decides, and no place moves another.

/** Chances one after the other, as numbers from 0 to below 1 or as whole numbers. */
export class Stream {
  private constructor(private state: number) {}

  /** The stream of a place: what is drawn at others does not move it. */
  static at(seed: number, ...place: readonly number[]): Stream {
    let state = scrambled(seed ^ 0x5eed);
    for (const part of place) state = scrambled(state ^ Math.imul(part + 0x7f4a7c15, 0x9e3779b1));
    return new Stream(state);
  }

  /** From 0 to below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return (scrambled(this.state) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 to below the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** A whole number from the first to the second, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True in so many cases of one. */
  yes(share: number): boolean {
    return this.next() < share;
  }

  /** One of the list; it must not be empty. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }
}

function scrambled(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), 1 | value);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
