// The dated rules by which statistics are cut into classes and kept from telling of anybody.
import { ruleTable, type RuleTable } from './rule-table.js';

/** Classes of entities by the heads that work in them, smallest first. */
export const SIZE_CLASSES = ['micro', 'small', 'medium', 'large', 'giant'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];

/** From how many heads on an entity is of a class. */
export const sizeClasses: RuleTable<Readonly<Record<SizeClass, number>>> = ruleTable('statistics.size-classes', '1', [
  {
    from: '2018-01-01',
    value: { micro: 1, small: 6, medium: 50, large: 500, giant: 3_000 },
    source: 'size names of the older Nitaqat texts; its small A is micro here, its small B small, and medium A to C are one class',
    confidence: 'G',
  },
]);

/** What is withheld, for how long, and how what is shown is blurred. */
export interface DisclosureRules {
  /** Fewest workers, establishments and owners of a cell that is shown. */
  readonly leastWorkers: number;
  readonly leastEstablishments: number;
  readonly leastOwners: number;
  /** Largest part of a cell's workers, in percent, that its two largest establishments, or its two largest owners, may have. */
  readonly mostPercentOfTopTwo: number;
  /** Weeks for which a cell stays withheld after the last one in which it had to be. */
  readonly heldWeeks: number;
  /** Counts are told as multiples of it. */
  readonly roundTo: number;
  /**
   * Row n says of a count of n (the last row: of every larger one) how many of the 256 keys move it by how much: a row of 2k+1 numbers is
   * for −k to k. Each row is the same to both sides, so the mean of what it does is zero; row n goes no further than n, so no count falls
   * below zero; row 0 moves nothing: nobody is nobody.
   */
  readonly noise: readonly (readonly number[])[];
}

export const disclosureRules: RuleTable<DisclosureRules> = ruleTable('statistics.disclosure', '1', [
  {
    from: '2018-01-01',
    value: {
      leastWorkers: 10,
      leastEstablishments: 3,
      leastOwners: 3,
      mostPercentOfTopTwo: 85,
      heldWeeks: 13,
      roundTo: 5,
      noise: [[256], [80, 96, 80], [40, 56, 64, 56, 40], [24, 36, 44, 48, 44, 36, 24], [14, 24, 32, 38, 40, 38, 32, 24, 14], [6, 12, 20, 30, 38, 44, 38, 30, 20, 12, 6]],
    },
    source:
      'practice of statistical offices: threshold of 10 (ONS LS), dominance of two by 85 % (Eurostat handbook), cell keys (ABS 2013, Destatis ptable); owners beside establishments, the held quarter and the table of noise are choices of this house',
    confidence: 'assumed',
  },
]);
