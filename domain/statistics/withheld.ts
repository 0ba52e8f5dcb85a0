// Law: what is withheld stays withheld for a quarter, and nothing that is shown tells it: not what is left of a line, not what is left of a cell without another, not any sum of them.
import type { DisclosureRules } from '../rules/statistics-rules.js';
import { addDays, latest, type IsoDate } from '../standards/calendar.js';
import { CELLS } from './cube.js';
import { protectLines } from './hidden-lines.js';
import { protectNested } from './hidden-nested.js';
import { protectSums } from './hidden-sums.js';
import type { Pattern } from './pattern.js';
import { isSmall } from './small-cell.js';
import type { Tally } from './tally.js';

/** Cells that are not shown, each with the last day for which it stays so. */
export type Withheld = ReadonlyMap<number, IsoDate>;

/** The cells to withhold on a day; `before`: those of the table before. Empty cells never are. */
export function withheldCells(rules: DisclosureRules, tally: Tally, before: Withheld, day: IsoDate): Withheld {
  const through = new Map<number, IsoDate>();
  const term = addDays(day, rules.heldWeeks * 7);
  const occupied = occupiedCells(tally);
  for (const cell of occupied) {
    const held = before.get(cell);
    if (isSmall(rules, tally, cell)) through.set(cell, term);
    else if (held !== undefined && held >= day) through.set(cell, held);
  }
  const pattern: Pattern = {
    rules,
    tally,
    occupied,
    isWithheld: (cell) => through.has(cell),
    withhold: (cell) => void through.set(cell, term),
    withholdFor: (cell, others) => void through.set(cell, latest(day, ...others.flatMap((one) => through.get(one) ?? []))),
  };
  for (let known = -1; known !== through.size; ) {
    known = through.size;
    protectLines(pattern);
    protectNested(pattern);
    if (known === through.size) protectSums(pattern);
  }
  return through;
}

/** The cells in which anybody works. */
export function occupiedCells({ workers }: Pick<Tally, 'workers'>): readonly number[] {
  return Array.from({ length: CELLS }, (_, cell) => cell).filter((cell) => (workers[cell] ?? 0) > 0);
}
