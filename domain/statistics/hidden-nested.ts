// Law: of two cells that are shown, one within the other, the one without the other is nobody or not small.
import { cellsAround } from './cube.js';
import type { Pattern } from './pattern.js';
import { isSmallBetween } from './small-cell.js';

/** Withholds the inner one of each two that would tell. */
export function protectNested(pattern: Pattern): void {
  const { rules, tally } = pattern;
  for (const inner of pattern.occupied) {
    if (pattern.isWithheld(inner)) continue;
    const outer = cellsAround(inner).find((cell) => !pattern.isWithheld(cell) && isSmallBetween(rules, tally, cell, inner));
    if (outer !== undefined) pattern.withhold(inner);
  }
}
