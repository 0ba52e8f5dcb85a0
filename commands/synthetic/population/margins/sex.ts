// Employees by sex on each side. The totals are published; how women spread over sections and groups of occupations is assumed.
import type { Margin } from './published.js';

const source = { published: 'NLO, private sector August 2024 (GLMM Q4-23: 41.0 % and 4.0 %; press November 2025: 41.5 % of Saudis); August 2024 binds, as the activities are of the same year' };

export const saudiSex: Margin<'male' | 'female'> = { name: 'Saudis by sex', source, cells: { male: 1_397_146, female: 972_682 } };

export const expatSex: Margin<'male' | 'female'> = { name: 'Others by sex', source, cells: { male: 8_812_758, female: 389_822 } };

/** How often women are met in a section against its employees, before the total is met (assumed). */
export const womenBySection: Readonly<Record<string, { readonly saudi: number; readonly expat: number }>> = {
  A: { saudi: 0.5, expat: 0.1 },
  B: { saudi: 0.3, expat: 0.1 },
  C: { saudi: 0.8, expat: 0.3 },
  D: { saudi: 0.3, expat: 0.2 },
  E: { saudi: 0.6, expat: 0.3 },
  F: { saudi: 0.9, expat: 0.1 },
  G: { saudi: 1.1, expat: 0.5 },
  H: { saudi: 0.6, expat: 0.3 },
  I: { saudi: 1.4, expat: 1.5 },
  J: { saudi: 0.9, expat: 1.2 },
  K: { saudi: 0.8, expat: 2 },
  L: { saudi: 1.2, expat: 0.5 },
  M: { saudi: 1.1, expat: 1.2 },
  N: { saudi: 1, expat: 2 },
  P: { saudi: 2, expat: 12 },
  Q: { saudi: 1.6, expat: 14 },
  R: { saudi: 1.2, expat: 2 },
  S: { saudi: 1.4, expat: 3 },
};

/** The same by major group of occupations, 1 to 9 (assumed). */
export const womenByMajor: readonly { readonly saudi: number; readonly expat: number }[] = [
  { saudi: 0.6, expat: 0.6 },
  { saudi: 1.1, expat: 2 },
  { saudi: 0.9, expat: 1.5 },
  { saudi: 1.4, expat: 3 },
  { saudi: 1.2, expat: 2.5 },
  { saudi: 0.1, expat: 0.1 },
  { saudi: 0.3, expat: 0.2 },
  { saudi: 0.3, expat: 0.1 },
  { saudi: 0.7, expat: 0.9 },
];
