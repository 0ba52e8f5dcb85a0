// Law: where a company's posts are follows from its size and its main region alone.
import { largestRemainder } from './quota.js';

/** Companies of fewer workers are in one region. */
export const IN_ONE_REGION_BELOW = 50;
/** Those from this size on are where their section is: one of them with half its workers in one place would be a region's excess by itself. */
const EVERYWHERE_FROM = 500;

/** Posts by region: half of a larger company's are at its main place, the others where its section works. */
export function spreadOver(size: number, main: number, shares: readonly number[]): readonly number[] {
  if (size < IN_ONE_REGION_BELOW) return shares.map((_, n) => (n === main ? size : 0));
  const away = size >= EVERYWHERE_FROM ? size - 1 : Math.floor(size / 2);
  const largest = shares.map((share, n) => [share, n] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  const reached = new Set(largest.slice(0, Math.min(shares.length, 2 + Math.floor(Math.log2(size / 50)))).map(([, n]) => n));
  const posts = largestRemainder(
    shares.map((share, n) => (reached.has(n) ? share : 0)),
    away,
  );
  return posts.map((many, n) => many + (n === main ? size - away : 0));
}
