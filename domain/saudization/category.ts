import { z } from 'zod';

/** Facts of a worker that change how he counts. */
export const CATEGORIES = [
  'disabled',
  'released-prisoner',
  'social-investment',
  'student',
  'part-time',
  'flexible',
  'remote',
  'ajeer-guard',
  'mother-or-widow-of-saudi',
  'child-of-saudi-woman',
  'displaced-tribe',
  'outsourced',
  'owner',
  'trainee',
  'athlete',
  'dependant-spouse',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** One of the categories. */
export const categoryCode = z.enum(CATEGORIES).meta({ description: 'What makes a worker count otherwise than by wage' });

/** Whether a word is the code of a category. */
export function isCategory(word: string): word is Category {
  return (CATEGORIES as readonly string[]).includes(word);
}
