// Law: a cell is small where few work in it, few employ them, or two employ nearly all; so is what is left of one by taking others off.
import type { DisclosureRules } from '../rules/statistics-rules.js';
import type { Tally, TopTwo } from './tally.js';

/** Whether a cell is too small to be shown. An empty one is not: nobody is in it to be told of. */
export function isSmall(rules: DisclosureRules, tally: Tally, cell: number): boolean {
  const workers = at(tally.workers, cell);
  if (workers === 0) return false;
  if (workers < rules.leastWorkers || at(tally.establishments, cell) < rules.leastEstablishments || at(tally.owners, cell) < rules.leastOwners) return true;
  const dominated = ({ first, second }: TopTwo): boolean => isDominated(rules, at(first, cell) + at(second, cell), workers);
  return dominated(tally.topEstablishments) || dominated(tally.topOwners);
}

/** Whether cells that share nobody would be too small as one: what is left of a line by taking off those that are shown. */
export function isSmallTogether(rules: DisclosureRules, tally: Tally, cells: readonly number[]): boolean {
  let [workers, establishments, first, second] = [0, 0, 0, 0];
  for (const cell of cells) {
    workers += at(tally.workers, cell);
    establishments += at(tally.establishments, cell);
    for (const part of [at(tally.topEstablishments.first, cell), at(tally.topEstablishments.second, cell)]) {
      if (part > first) [first, second] = [part, first];
      else if (part > second) second = part;
    }
  }
  if (workers === 0) return false;
  return workers < rules.leastWorkers || establishments < rules.leastEstablishments || isDominated(rules, first + second, workers);
}

/** Whether a cell without another that lies in it is too small; not where the two hold the same. */
export function isSmallBetween(rules: DisclosureRules, tally: Tally, outer: number, inner: number): boolean {
  const workers = at(tally.workers, outer) - at(tally.workers, inner);
  return workers > 0 && (workers < rules.leastWorkers || at(tally.establishments, outer) - at(tally.establishments, inner) < rules.leastEstablishments);
}

function isDominated({ mostPercentOfTopTwo }: DisclosureRules, topTwo: number, workers: number): boolean {
  return topTwo * 100 > mostPercentOfTopTwo * workers;
}

function at(numbers: Int32Array, cell: number): number {
  return numbers[cell] ?? 0;
}
