// Law: who is dealt by quota meets the shares to a head: what is over goes to the largest remainders, and chance decides only who, never how many.
import type { Stream } from './stream.js';

/** Whole numbers in proportion to the weights that sum to the total. */
export function largestRemainder(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (sum === 0 ? 0 : (weight * total) / sum));
  const whole = exact.map(Math.floor);
  let left = sum === 0 ? 0 : total - whole.reduce((all, one) => all + one, 0);
  const order = exact.map((value, n) => [value - Math.floor(value), n] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, n] of order) {
    if (left <= 0) break;
    whole[n] = (whole[n] ?? 0) + 1;
    left -= 1;
  }
  return whole;
}

/**
 * The k-th of numbers that fill the span from 0 to below 1 evenly, whatever part of the series is taken: multiples of an
 * irrational step. Steps of different attributes must be independent of one another, so that their pairs are even too.
 */
export function spread(k: number, step: number, shift: number): number {
  const value = k * step + shift;
  return value - Math.floor(value);
}

/** Index of the share in which a number from 0 to below 1 lies; `ends` are running sums that end with 1. */
export function shareAt(ends: ArrayLike<number>, u: number): number {
  const last = ends.length - 1;
  let n = 0;
  while (n < last && u >= (ends[n] as number)) n += 1;
  return n;
}

/** Running sums of weights, scaled to end with 1. */
export function runningShares(weights: readonly number[]): Float64Array {
  const total = weights.reduce((all, weight) => all + weight, 0);
  let sum = 0;
  return Float64Array.from(weights, (weight) => (sum += weight) / total);
}

/** Bins that are filled to a target each. */
export class Quota {
  private readonly left: Float64Array;

  /** `most`: the largest load that a bin takes, as a share of its target. */
  constructor(private readonly targets: readonly number[], private readonly most = 1) {
    this.left = Float64Array.from(targets);
  }

  /** Gives a load to a bin that has room for it, each as likely as its room and preference say; the roomiest where none has. */
  deal(load: number, stream: Stream, preference: (bin: number) => number = () => 1): number {
    let sum = 0;
    const weight = (bin: number): number => {
      const room = this.left[bin] as number;
      return room >= load && load <= Math.max(1, (this.targets[bin] as number) * this.most) ? room * preference(bin) : 0;
    };
    for (let bin = 0; bin < this.left.length; bin += 1) sum += weight(bin);
    let bin = sum > 0 ? this.draw(stream.next() * sum, weight) : this.roomiest();
    if (bin < 0) bin = this.roomiest();
    this.take(bin, load);
    return bin;
  }

  /** Fills a bin without asking. */
  take(bin: number, load: number): void {
    this.left[bin] = (this.left[bin] as number) - load;
  }

  private draw(at: number, weight: (bin: number) => number): number {
    let left = at;
    for (let bin = 0; bin < this.left.length; bin += 1) {
      const own = weight(bin);
      if (own > 0 && left < own) return bin;
      left -= own;
    }
    return -1;
  }

  private roomiest(): number {
    let best = 0;
    for (let bin = 1; bin < this.left.length; bin += 1) if ((this.left[bin] as number) > (this.left[best] as number)) best = bin;
    return best;
  }
}
