// Law: no withheld cell is a sum or difference of shown ones, however many are taken: what they leave open can be another number in each withheld cell.
import { cellsAround, DIMENSIONS, movedTo, positionIn, positionsOf } from './cube.js';
import { openVector, PRIME } from './open-vector.js';
import type { Pattern } from './pattern.js';

/** How often chance is asked whether a cell is open. A cell that is not is never taken for one that is; once in PRIME the other way round, and it hides more. */
const TRIES = 2;

/** Withholds one more cell beside each withheld one that the shown cells tell. */
export function protectSums(pattern: Pattern): void {
  const inner = innermost(pattern).filter((cell) => pattern.isWithheld(cell));
  const columns = new Map(inner.map((cell, n) => [cell, n]));
  const sums = partsOf(columns);
  // What a shown cell tells is the sum of the withheld innermost cells in it.
  const told = [...sums].flatMap(([cell, parts]) => (pattern.isWithheld(cell) ? [] : [parts]));
  const open = new Set<number>();
  for (let n = 0; n < TRIES; n += 1) {
    const change = openVector(told, inner.length, n + 1);
    for (const [cell, parts] of sums) if (parts.reduce((sum, part) => sum + (change[part] ?? 0), 0) % PRIME !== 0) open.add(cell);
  }
  for (const cell of pattern.occupied) {
    if (!pattern.isWithheld(cell) || open.has(cell)) continue;
    const next = leastMissed(pattern, cell);
    if (next !== undefined) pattern.withholdFor(next, [cell]);
  }
}

/** The cells of four codes: every other one is a sum of them. */
function innermost({ occupied }: Pattern): readonly number[] {
  return occupied.filter((cell) => DIMENSIONS.every((_, n) => positionIn(cell, n) > 0));
}

/** By cell, the columns of the withheld innermost cells in it. */
function partsOf(columns: ReadonlyMap<number, number>): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (const [cell, column] of columns) {
    for (const outer of cellsAround(cell)) {
      const parts = found.get(outer);
      if (parts === undefined) found.set(outer, [column]);
      else parts.push(column);
    }
  }
  return found;
}

/** The shown cell to withhold beside a cell: the smallest that shares a line with it, else that contains it, else of all; none once all are withheld. */
function leastMissed(pattern: Pattern, cell: number): number | undefined {
  const { tally } = pattern;
  const shown = (cells: readonly number[]): readonly number[] =>
    cells.filter((one) => (tally.workers[one] ?? 0) > 0 && !pattern.isWithheld(one)).sort((a, b) => (tally.workers[a] ?? 0) - (tally.workers[b] ?? 0));
  const beside = DIMENSIONS.flatMap((_, n) =>
    positionIn(cell, n) === 0 ? [] : Array.from({ length: positionsOf(n) - 1 }, (__, position) => movedTo(cell, n, position + 1)),
  );
  return shown(beside)[0] ?? shown(cellsAround(cell))[0] ?? shown(pattern.occupied)[0];
}
