// Contracts, turnover and seasons. No register table of them was found: all assumed, within what the Labour Law allows.
import type { Course } from '../course.js';

export const employmentSource = { assumed: 'contract kinds and terms, turnover, ways to come and go, months of hiring, seasonal and temporary work' } as const;

/** Contracts: kind and months of a term, by weight. Who is not a citizen always works for a term (Labour Law art. 37). */
export const contracts: Readonly<Record<'saudi' | 'expat', readonly (readonly ['fixed' | 'indefinite', number, number])[]>> = {
  saudi: [
    ['indefinite', 0, 55],
    ['fixed', 12, 35],
    ['fixed', 24, 10],
  ],
  expat: [
    ['fixed', 12, 65],
    ['fixed', 24, 35],
  ],
};

/** Ends of work a year, per head, by section; left out: as `otherwise`. */
export const turnover: Readonly<Record<string, number>> = { otherwise: 0.2, B: 0.08, D: 0.06, F: 0.24, I: 0.3, K: 0.1, N: 0.26, G: 0.22 };

/** How contracts end, by weight. Notice is for indefinite ones (art. 75), the end of a term for fixed ones. */
export const endings: Readonly<Record<'fixed' | 'indefinite', readonly (readonly [Course, number])[]>> = {
  fixed: [
    ['expires', 26],
    ['not-renewed', 18],
    ['resigns', 24],
    ['resigns-unanswered', 6],
    ['resigns-deferred', 6],
    ['terminated', 20],
  ],
  indefinite: [
    ['notice-by-employee', 52],
    ['notice-by-employer', 22],
    ['terminated', 26],
  ],
};

/** What becomes of a contract that lasts, by weight. */
export const lastings: readonly (readonly [Course, number])[] = [
  ['stays', 74],
  ['amended', 12],
  ['amendment-declined', 2],
  ['amendment-lapsed', 2],
  ['renewed', 7],
  ['resignation-withdrawn', 3],
];

/** Months of hiring, January to December, by weight: little in summer and at the end of the year. */
export const hiringMonths: readonly number[] = [12, 10, 8, 8, 9, 7, 6, 6, 11, 10, 8, 5];

/** Of those who are not Saudis and hired after the first months: how many of a hundred arrive on a visa. */
export const ARRIVES_ON_VISA = 0.5;
/** Of the ends of their contracts: how many are transfers to another employer, where the block has a post for it. */
export const GOES_BY_TRANSFER = 0.3;

/** Share of the posts of a company that were not there when it was registered. */
export const GROWN_SHARE = 0.18;

/** Posts held in the weeks of the pilgrimage only: extra heads in a hundred, by section. */
export const seasonalPosts: Readonly<Record<string, number>> = { H: 1.5, I: 2, N: 1, G: 0.4 };
/** First day of the pilgrimage season's work by year, some five weeks before the feast (feast: Umm al-Qura calendar). */
export const seasonStarts: Readonly<Record<number, string>> = {
  2018: '2018-07-17', 2019: '2019-07-07', 2020: '2020-06-26', 2021: '2021-06-15', 2022: '2022-06-05', 2023: '2023-05-25', 2024: '2024-05-12', 2025: '2025-05-04', 2026: '2026-04-22', 2027: '2027-04-11', 2028: '2028-03-30',
};
export const SEASON_DAYS = 62;
/** Of those who do such work, how many of a hundred enter on a seasonal visa for it; the others are in the Kingdom. */
export const SEASON_ON_VISA = 0.75;

/** Posts for work of weeks or months, for which somebody enters on a temporary visa: extra heads in a hundred, by section. */
export const temporaryPosts: Readonly<Record<string, number>> = { B: 3, C: 1, F: 1.2, M: 2 };
/** Days of such work: within a stay of three months; and of how many of a hundred it is longer, within a stay that is extended by as much. */
export const TEMPORARY_DAYS = { least: 30, most: 60 } as const;
export const EXTENDED_DAYS = { least: 82, most: 150 } as const;
export const STAYS_EXTENDED = 0.3;
/** Days between two spells of it on one post, at least and at most. */
export const TEMPORARY_EVERY = { least: 90, most: 400 } as const;

/** Share of companies that were founded within the history, for each of its years; closed, for each of its years; suspended once. */
export const FOUNDED_A_YEAR = 0.03;
export const CLOSED_A_YEAR = 0.012;
export const SUSPENDED = 0.006;
