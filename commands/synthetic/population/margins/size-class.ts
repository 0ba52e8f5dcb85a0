// Companies by size. The shares of the classes are published of establishments and taken for companies; what lies within a class is assumed.

/** A class of sizes; `to` null: no end. */
export interface SizeClass {
  readonly name: 'micro' | 'small' | 'medium' | 'large';
  readonly from: number;
  readonly to: number | null;
  readonly establishments: number;
}

/** Source: establishments in November 2025 by class (press); borders of the classes as Monshaat has them (1-5, 6-49, 50-249, 250 and more). */
export const sizeClasses: readonly SizeClass[] = [
  { name: 'micro', from: 1, to: 5, establishments: 1_500_000 },
  { name: 'small', from: 6, to: 49, establishments: 160_000 },
  { name: 'medium', from: 50, to: 249, establishments: 21_000 },
  { name: 'large', from: 250, to: null, establishments: 4_000 },
];

export const sizeSource = {
  published: 'establishments by class, November 2025 (press), classes of Monshaat; binds before GOSI Q3-21, whose 69.3 % of 1-4 and 16.7 % of 5-9 workers are older and disagree',
} as const;

/** Workers a company, over all (assumed: 7.4 an establishment is published, and a company has 1.2 to 1.4 of them). */
export const WORKERS_A_COMPANY = 10;

/** Within micro: how many of a hundred have 1, 2, 3, 4 and 5 workers (assumed). */
export const microSizes: readonly number[] = [38, 24, 16, 12, 10];

/** Exponents of the power laws within small and medium (assumed); that of the large ones is solved for the workers a company. */
export const SMALL_EXPONENT = 1.9;
export const MEDIUM_EXPONENT = 1.8;

/** The largest company has at most this share of all workers (assumed). */
export const LARGEST_SHARE = 0.04;
