// Facts by which workers count otherwise in Nitaqat. How many there are of each is not published: all shares are assumed.
import type { Category } from '../../../../domain/saudization/category.js';

export const weightingSource = { assumed: 'shares of workers with a weighting fact' } as const;

/** Of a thousand Saudis. */
export const saudiFacts: readonly (readonly [Category | null, number])[] = [
  ['disabled', 12],
  ['released-prisoner', 2],
  ['social-investment', 15],
  ['student', 10],
  ['part-time', 25],
  ['flexible', 10],
  ['remote', 30],
  ['trainee', 8],
  ['outsourced', 12],
  [null, 876],
];

/** Of a thousand others. */
export const expatFacts: readonly (readonly [Category | null, number])[] = [
  ['child-of-saudi-woman', 3],
  ['mother-or-widow-of-saudi', 1],
  ['displaced-tribe', 2],
  [null, 994],
];

/** Of a hundred Saudis of security companies (activity 477) without another fact, guards who came through Ajeer, and what they are paid at least. */
export const GUARDS_THROUGH_AJEER = 30;
export const LEAST_WAGE_OF_GUARDS = 4_500;
/** Unit group of athletes: whoever is one and no Saudi counts as an athlete. */
export const ATHLETES = '3421';
/** Of a hundred human owners of companies with fewer than ten workers, those who work in their first company and are insured as its owners; with how much a month. */
export const OWNERS_AT_WORK = 25;
export const OWNERS_WORK_BELOW = 10;
export const OWNERS_WAGES = [4_000, 6_000, 8_000, 12_000] as const;
