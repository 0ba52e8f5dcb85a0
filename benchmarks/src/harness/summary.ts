// Law: a figure is the median of its rounds; a ratio is the median of the ratios of each round.
import type { Samples } from './rounds.js';

/** The middle value; the mean of both where there are two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value below which a share of the values lies, 0 to 1. NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Figures, ratios and their spread, as they are collected. */
export class Summary<Measure> {
  readonly figures: Record<string, number> = {};
  readonly ratios: Record<string, number> = {};
  readonly spread: Record<string, readonly [number, number]> = {};

  constructor(private readonly samples: Samples<Measure>) {}

  /** Adds the median of what an entry's rounds measured. */
  figure(key: string, entry: string, of: (measure: Measure) => number): void {
    this.#put(this.figures, key, this.#values(entry, of));
  }

  /** Adds the median of one entry's measure over another's, round by round. */
  ratio(key: string, entry: string, over: string, of: (measure: Measure) => number): void {
    const below = this.#values(over, of);
    this.#put(
      this.ratios,
      key,
      this.#values(entry, of).map((value, round) => value / (below[round] ?? Number.NaN)),
    );
  }

  #values(entry: string, of: (measure: Measure) => number): number[] {
    const measures = this.samples.get(entry);
    if (measures === undefined) throw new Error(`no entry ${entry}`);
    return measures.map(of);
  }

  #put(into: Record<string, number>, key: string, values: readonly number[]): void {
    into[key] = rounded(median(values));
    this.spread[key] = [rounded(Math.min(...values)), rounded(Math.max(...values))];
  }
}

/** Four figures are more than any of these measurements bears. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
