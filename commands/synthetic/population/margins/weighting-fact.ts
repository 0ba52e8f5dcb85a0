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
  ['trainee', 4],
  [null, 892],
];

/** Of a thousand others. */
export const expatFacts: readonly (readonly [Category | null, number])[] = [
  ['child-of-saudi-woman', 3],
  ['mother-or-widow-of-saudi', 1],
  ['displaced-tribe', 2],
  [null, 994],
];
