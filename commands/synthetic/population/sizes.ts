// Law: sizes are quantiles of their distribution, so a market of any number of companies has their shares and its largest ones too.
import type { MarketOptions, OverSample } from './market.js';
import { LARGEST_SHARE, MEDIUM_EXPONENT, microSizes, SMALL_EXPONENT, sizeClasses, WORKERS_A_COMPANY } from './margins/size-class.js';
import { largestRemainder } from './quota.js';

/** Sizes of the companies on the last day, largest first. */
export function sizesOf({ companies, overSample }: MarketOptions): Uint32Array {
  const sizes = overSample === undefined ? asPublished(companies) : overSampled(companies, overSample);
  return Uint32Array.from(sizes).sort().reverse();
}

function asPublished(companies: number): readonly number[] {
  const [micro = 0, small = 0, medium = 0, large = 0] = largestRemainder(
    sizeClasses.map(({ establishments }) => establishments),
    companies,
  );
  const others = [...microOf(micro), ...powerLaw(small, 6, 50, SMALL_EXPONENT), ...powerLaw(medium, 50, 250, MEDIUM_EXPONENT)];
  const workers = companies * WORKERS_A_COMPANY;
  const rest = workers - others.reduce((sum, size) => sum + size, 0);
  const most = Math.max(500, Math.floor(workers * LARGEST_SHARE));
  return [...others, ...solved(rest, (exponent) => powerLaw(large, 250, most, exponent))];
}

function overSampled(companies: number, { sixAndMore, employees }: OverSample): readonly number[] {
  const many = Math.round((companies * sixAndMore) / 100);
  const micro = microOf(companies - many);
  const rest = employees - micro.reduce((sum, size) => sum + size, 0);
  return [...micro, ...solved(rest, (exponent) => powerLaw(many, 6, Math.max(12, Math.floor(employees / 8)), exponent))];
}

function microOf(count: number): number[] {
  return largestRemainder(microSizes, count).flatMap((many, n) => Array.from({ length: many }, () => n + 1));
}

/** Quantiles of a density that falls with the exponent, from the first size to below the second. */
function powerLaw(count: number, from: number, below: number, exponent: number): number[] {
  const power = 1 - exponent;
  const [a, b] = Math.abs(power) < 1e-9 ? [Math.log(from), Math.log(below)] : [from ** power, below ** power];
  return Array.from({ length: count }, (_, n) => {
    const at = a + (b - a) * ((n + 0.5) / count);
    return Math.floor(Math.abs(power) < 1e-9 ? Math.exp(at) : at ** (1 / power));
  });
}

/** The sizes whose exponent makes them sum to the total as nearly as it can. */
function solved(total: number, sizes: (exponent: number) => number[]): number[] {
  let [low, high] = [0, 6];
  for (let n = 0; n < 40; n += 1) {
    const middle = (low + high) / 2;
    if (sizes(middle).reduce((sum, size) => sum + size, 0) > total) low = middle;
    else high = middle;
  }
  return sizes(high);
}
