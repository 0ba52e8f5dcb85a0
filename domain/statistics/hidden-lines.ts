// Law: where a line’s whole is shown, its withheld cells are two or more, and together not small; where the whole is withheld, so is one of its cells.
import { DIMENSIONS, movedTo, positionIn, positionsOf } from './cube.js';
import type { Pattern } from './pattern.js';
import { isSmallTogether } from './small-cell.js';

/** Withholds what protects the lines of all dimensions, a line once. */
export function protectLines(pattern: Pattern): void {
  for (const whole of pattern.occupied) {
    for (const dimension of DIMENSIONS.keys()) if (positionIn(whole, dimension) === 0) protectLine(pattern, whole, dimension);
  }
}

function protectLine(pattern: Pattern, whole: number, dimension: number): void {
  const { rules, tally } = pattern;
  const cells = cellsOfLine(pattern, whole, dimension);
  const hidden = cells.filter((cell) => pattern.isWithheld(cell));
  if (hidden.length === 0 && !pattern.isWithheld(whole)) return;
  const shown = cells.filter((cell) => !pattern.isWithheld(cell)).sort((a, b) => (tally.workers[b] ?? 0) - (tally.workers[a] ?? 0));
  const isOpen = (): boolean =>
    pattern.isWithheld(whole) ? hidden.length === 0 : hidden.length === 1 || isSmallTogether(rules, tally, hidden);
  while (isOpen()) {
    // The smallest is what is missed least. Where none is left to withhold, the whole tells the one.
    const next = shown.pop() ?? whole;
    pattern.withholdFor(next, pattern.isWithheld(whole) ? [whole, ...hidden] : hidden);
    if (next !== whole) hidden.push(next);
  }
}

function cellsOfLine({ tally }: Pattern, whole: number, dimension: number): number[] {
  const cells: number[] = [];
  for (let position = 1; position < positionsOf(dimension); position += 1) {
    const cell = movedTo(whole, dimension, position);
    if ((tally.workers[cell] ?? 0) > 0) cells.push(cell);
  }
  return cells;
}
