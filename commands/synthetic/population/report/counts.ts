// Law: counts of one table by key, in the order in which the keys were named.

/** Counts by key. */
export class Counts {
  private readonly index = new Map<string, number>();
  private readonly numbers: Float64Array;

  constructor(readonly keys: readonly string[]) {
    keys.forEach((key, n) => this.index.set(key, n));
    this.numbers = new Float64Array(keys.length);
  }

  /** Adds to a key's count; a key that the table has not is counted nowhere. */
  add(key: string, by = 1): void {
    const at = this.index.get(key);
    if (at !== undefined) this.numbers[at] = (this.numbers[at] as number) + by;
  }

  /** Adds to the count of the n-th key. */
  addAt(n: number, by = 1): void {
    this.numbers[n] = (this.numbers[n] as number) + by;
  }

  /** A key's count. */
  of(key: string): number {
    return this.numbers[this.index.get(key) ?? -1] ?? 0;
  }

  /** All together. */
  total(): number {
    return this.numbers.reduce((sum, one) => sum + one, 0);
  }
}
