// Employees by major group of occupations. That of the others is published over all sections; its spread over sections, and all of the Saudis', is assumed.
import type { Margin } from './published.js';

/** Major groups 1 to 9 of SSCO. */
export type Major = '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';
export const majors: readonly Major[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const expatOccupation: Margin<Major> = {
  name: 'Others by occupation',
  source: { published: 'GLMM / GASTAT register data, private sector Q4-23; elementary occupations rounded there to 3.93 million' },
  cells: { 1: 101_704, 2: 695_349, 3: 520_995, 4: 48_307, 5: 519_819, 6: 29_209, 7: 1_219_812, 8: 997_973, 9: 3_930_000 },
};

/** Which groups a section has, for both sides, before their totals are met: weights of the groups 1 to 9 (assumed). */
export const profiles: Readonly<Record<string, { readonly expat: readonly number[]; readonly saudi: readonly number[] }>> = {
  A: { expat: [0.5, 2, 2, 0.2, 1, 9, 2, 8, 75], saudi: [8, 10, 12, 25, 15, 10, 3, 7, 10] },
  B: { expat: [2, 18, 14, 1, 1, 0, 25, 24, 15], saudi: [8, 27, 30, 10, 2, 0, 10, 11, 2] },
  C: { expat: [1.2, 7, 8, 0.6, 2, 0, 22, 22, 37], saudi: [6, 13, 22, 17, 4, 0, 12, 20, 6] },
  D: { expat: [2, 25, 25, 1, 0, 0, 25, 12, 10], saudi: [8, 25, 35, 12, 1, 0, 10, 8, 1] },
  E: { expat: [0.8, 4, 6, 0.4, 1, 0, 12, 22, 54], saudi: [6, 14, 25, 25, 5, 0, 5, 14, 6] },
  F: { expat: [0.9, 7, 5, 0.3, 0.6, 0, 26, 9, 51], saudi: [9, 16, 22, 30, 5, 0, 4, 6, 8] },
  G: { expat: [2, 5, 5, 1, 20, 0, 16, 9, 42], saudi: [6, 8, 11, 26, 42, 0, 2, 3, 2] },
  H: { expat: [1, 4, 5, 1, 2, 0, 6, 55, 26], saudi: [6, 10, 14, 35, 8, 0, 3, 20, 4] },
  I: { expat: [1.2, 1.5, 4, 0.6, 45, 0, 2, 2, 44], saudi: [7, 4, 7, 22, 54, 0, 1, 1, 4] },
  J: { expat: [4, 55, 27, 1, 2, 0, 6, 2, 3], saudi: [9, 42, 24, 18, 6, 0, 0.5, 0.5, 0] },
  K: { expat: [8, 62, 22, 2, 1, 0, 0, 2, 3], saudi: [11, 36, 26, 24, 2, 0, 0, 1, 0] },
  L: { expat: [5, 14, 14, 2, 14, 0, 8, 4, 39], saudi: [12, 14, 20, 38, 14, 0, 1, 0, 1] },
  M: { expat: [4, 55, 22, 1, 2, 0, 5, 3, 8], saudi: [9, 41, 22, 25, 3, 0, 0, 0, 0] },
  N: { expat: [0.7, 4, 4, 0.5, 5, 0.3, 12, 11, 63], saudi: [4, 9, 13, 28, 36, 0, 2, 3, 5] },
  P: { expat: [2, 68, 8, 1, 5, 0, 1, 4, 11], saudi: [7, 66, 5, 15, 6, 0, 0, 0, 1] },
  Q: { expat: [1, 52, 26, 0.6, 6, 0, 2, 2, 10], saudi: [6, 35, 29, 26, 4, 0, 0, 0, 0] },
  R: { expat: [2, 10, 22, 1, 20, 0.5, 8, 4, 32], saudi: [7, 14, 25, 24, 28, 0, 0, 0, 2] },
  S: { expat: [0.7, 2, 3, 0.4, 22, 0.2, 14, 3, 55], saudi: [6, 12, 14, 30, 34, 0, 1, 1, 2] },
};

export const profileSource = { assumed: 'occupations by section; those of Saudis altogether' } as const;
