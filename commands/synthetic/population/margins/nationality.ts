// Those who are not Saudis, by nationality. Nine shares are published for all residents; what is left, and the spread over occupations, is assumed.
import type { Margin } from './published.js';

/** Census 2022, non-Saudi residents of all ages (13.38 million), in hundredths. It is taken for employees: no table of employees was found. */
export const publishedNationalities: Margin = {
  name: 'Others by nationality',
  source: { published: 'Census 2022, non-Saudi residents (taken for employees: a table of employees was not found)' },
  cells: { BGD: 15.8, IND: 14.1, PAK: 13.6, YEM: 13.5, EGY: 11, SDN: 6.1, PHL: 5.4, SYR: 3.4, JOR: 1.5, 'the rest': 15.6 },
};

/** What the census leaves, by weight (assumed). Burmese and Palestinians are here because they count otherwise; nationals of Gulf states need no permit. */
export const restOfNationalities: Readonly<Record<string, number>> = {
  NPL: 30,
  LKA: 15,
  IDN: 9,
  ETH: 11,
  KEN: 9,
  UGA: 8,
  AFG: 11,
  MMR: 10,
  PSE: 6,
  LBN: 6,
  TUN: 3,
  MAR: 5,
  TUR: 5,
  ERI: 5,
  TCD: 4,
  NGA: 4,
  GBR: 3,
  USA: 2.5,
  FRA: 1,
  CHN: 3,
  KWT: 1.2,
  BHR: 1.2,
  OMN: 0.9,
  ARE: 0.5,
  QAT: 0.2,
};

/** Women by nationality, by weight (assumed): nurses, teachers, care and cleaning. */
export const nationalityOfWomen: Readonly<Record<string, number>> = {
  PHL: 30,
  IND: 16,
  EGY: 11,
  KEN: 5,
  UGA: 5,
  NPL: 3,
  LKA: 3,
  BGD: 3,
  IDN: 4,
  ETH: 4,
  YEM: 3,
  SDN: 4,
  JOR: 3,
  SYR: 2.5,
  LBN: 1.5,
  TUN: 1.2,
  MAR: 1.5,
  PAK: 2,
  GBR: 0.6,
  USA: 0.5,
  PSE: 0.8,
  BHR: 0.4,
  KWT: 0.3,
};

/** How a nationality leans, before the totals are met: weights of the major groups 1 to 9 (assumed). */
export const leanings: Readonly<Record<string, readonly number[]>> = {
  BGD: [0.1, 0.1, 0.2, 0.3, 0.7, 1, 0.9, 0.6, 1.5],
  IND: [1, 1.3, 1.5, 1.5, 0.9, 0.5, 1.4, 1.2, 0.8],
  PAK: [0.5, 0.6, 0.7, 0.6, 0.7, 1, 1.3, 1.9, 0.9],
  YEM: [0.5, 0.4, 0.4, 0.7, 1.5, 1.2, 0.7, 0.9, 1.1],
  EGY: [2, 3, 2, 2, 1, 1.2, 1, 0.6, 0.6],
  SDN: [1, 1.8, 1.2, 1.2, 0.7, 2, 0.6, 1, 0.9],
  PHL: [0.5, 1.2, 2, 2, 1.8, 0.1, 1.2, 0.5, 0.6],
  SYR: [2, 1.5, 1.3, 1, 1.2, 0.5, 1.5, 0.6, 0.7],
  JOR: [4, 4, 2, 1.5, 0.6, 0.1, 0.4, 0.3, 0.1],
  NPL: [0.1, 0.1, 0.3, 0.4, 1.2, 0.5, 0.8, 0.9, 1.4],
  LKA: [0.4, 0.5, 0.9, 1, 1.3, 0.3, 0.9, 1.2, 1],
  LBN: [6, 4, 2, 1, 0.8, 0.1, 0.3, 0.1, 0.1],
  TUN: [2, 5, 2, 1, 0.6, 0.1, 0.3, 0.1, 0.1],
  GBR: [12, 8, 2, 0.3, 0.1, 0, 0, 0, 0],
  USA: [12, 8, 1, 0.3, 0.1, 0, 0, 0, 0],
  FRA: [12, 7, 1, 0.3, 0.1, 0, 0, 0, 0],
  TUR: [2, 1.5, 1.5, 0.5, 1.5, 0.1, 2, 0.8, 0.4],
  PSE: [2, 3, 2, 1.5, 0.8, 0.2, 0.8, 0.4, 0.4],
};

/** Where a nationality leans nowhere in particular. */
export const evenLeaning: readonly number[] = [0.4, 0.5, 0.6, 0.7, 1, 1, 0.9, 0.9, 1.2];
