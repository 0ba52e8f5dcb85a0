// Law: how many of a company's workers are Saudis varies about what is usual in its activity, so that all bands occur; the sections' published numbers are met to a head.
import { sections } from './margins/activity-by-side.js';
import { activities } from './margins/nitaqat-activities.js';
import { normalQuantile } from './normal-quantile.js';
import { largestRemainder, spread } from './quota.js';

/** How far companies of one activity differ, in logits (assumed). */
const DIFFERENCE = 0.8;

interface Dealing {
  readonly seed: number;
  readonly workers: number;
  readonly size: Uint32Array;
  readonly activity: Uint8Array;
  readonly pinned: Int8Array;
  /** Filled in for all that are not pinned. */
  readonly saudis: Uint32Array;
  readonly sectionOf: readonly number[];
}

/** Deals the Saudis of each section to its companies. */
export function dealSaudis({ seed, workers, size, activity, pinned, saudis, sectionOf }: Dealing): void {
  const targets = largestRemainder(
    sections.flatMap(({ saudi, expat }) => [saudi, expat]),
    workers,
  );
  const shift = spread(seed, 0.618_033_988_749_895, 0.5);
  for (let section = 0; section < sections.length; section += 1) {
    const logits: number[] = [];
    const own: number[] = [];
    let target = targets[2 * section] as number;
    for (let company = 0; company < size.length; company += 1) {
      const row = activity[company] as number;
      if (sectionOf[row] !== section) continue;
      if ((pinned[company] as number) >= 0) {
        target -= saudis[company] as number;
        continue;
      }
      const { saudi } = activities[row] as (typeof activities)[number];
      own.push(company);
      // Within the range of 0.002 to 0.998: the quantiles beyond would be whole companies of one side.
      logits.push(Math.log(saudi / (100 - saudi)) + DIFFERENCE * normalQuantile(0.002 + 0.996 * spread(own.length, 0.618_033_988_749_895, shift)));
    }
    const all = own.reduce((sum, company) => sum + (size[company] as number), 0);
    const wanted = Math.min(Math.max(target, 0), all);
    const level = solve(wanted, (theta) => own.reduce((sum, company, n) => sum + (size[company] as number) * logistic(theta + (logits[n] as number)), 0));
    let exact = 0;
    let dealt = 0;
    own.forEach((company, n) => {
      exact += (size[company] as number) * logistic(level + (logits[n] as number));
      const until = n === own.length - 1 ? wanted : Math.round(exact);
      const heads = Math.min(Math.max(until - dealt, 0), size[company] as number);
      saudis[company] = heads;
      dealt += heads;
    });
  }
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Where a growing function reaches the value. */
function solve(value: number, of: (x: number) => number): number {
  let [low, high] = [-12, 12];
  for (let n = 0; n < 40; n += 1) {
    const middle = (low + high) / 2;
    if (of(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
