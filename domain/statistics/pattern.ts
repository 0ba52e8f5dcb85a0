import type { DisclosureRules } from '../rules/statistics-rules.js';
import type { Tally } from './tally.js';

/** A pattern of withheld cells while it is being found. Cells are only ever added, so looking again comes to an end. */
export interface Pattern {
  readonly rules: DisclosureRules;
  readonly tally: Tally;
  /** The cells that are not empty. */
  readonly occupied: readonly number[];
  isWithheld(cell: number): boolean;
  /** Withholds a cell for its own sake. */
  withhold(cell: number): void;
  /** Withholds a cell to protect others that are withheld, for as long as the longest of them. */
  withholdFor(cell: number, others: readonly number[]): void;
}
