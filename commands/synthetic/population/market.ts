// Law: a market is a function of its options alone, to the byte; its companies come in blocks that know nothing of one another.
import { toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';

/** A day as whole days since 1970-01-01; `isoDay` writes it. */
export type Day = number;

/** Companies of a block. Whoever goes from one company to another stays in the block, so a block is told from itself. */
export const COMPANIES_A_BLOCK = 256;

/** What a market is a function of. */
export interface MarketOptions {
  /** Companies ever registered, those that closed again included. */
  readonly companies: number;
  readonly seed: number;
  /** First day of the history. */
  readonly from: IsoDate;
  /** Last day of the history: the published proportions are those of the stock on it. */
  readonly to: IsoDate;
  /** For a market too small to show anything in the published sizes; left out: as published. */
  readonly overSample?: OverSample;
}

/** Sizes other than the published ones, and said to be so wherever the market is shown. */
export interface OverSample {
  /** How many of a hundred companies have six workers and more; published: 11. */
  readonly sixAndMore: number;
  /** Workers on the last day, about. */
  readonly employees: number;
}

/** Where the history ends when nothing else is said: the first and last day of the command line's defaults. */
export const DEFAULT_FROM = '2022-01-01' as IsoDate;
export const DEFAULT_TO = '2026-10-31' as IsoDate;

/** Number of blocks of a market. */
export function blocksOf({ companies }: Pick<MarketOptions, 'companies'>): number {
  return Math.ceil(companies / COMPANIES_A_BLOCK);
}

/** What is wrong with options, as field and reason; null where nothing is. */
export function optionsFault({ companies, seed, from, to, overSample }: MarketOptions): { readonly field: keyof MarketOptions; readonly reason: string } | null {
  if (!Number.isInteger(companies) || companies < 1 || companies > MOST_COMPANIES) {
    return { field: 'companies', reason: `not a whole number from 1 to ${MOST_COMPANIES}` };
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) return { field: 'seed', reason: 'not a whole number from 0 to 4294967295' };
  if (toEpochDay(to) - toEpochDay(from) < LEAST_DAYS) return { field: 'to', reason: `less than ${LEAST_DAYS} days after the first day` };
  if (toEpochDay(to) - toEpochDay(from) > MOST_DAYS) return { field: 'to', reason: `more than ${MOST_DAYS} days after the first day` };
  if (overSample !== undefined && !(overSample.sixAndMore >= 0 && overSample.sixAndMore <= 100)) return { field: 'overSample', reason: 'not a share from 0 to 100' };
  if (overSample !== undefined && !(overSample.employees >= companies && overSample.employees <= MOST_COMPANIES * 10)) {
    return { field: 'overSample', reason: `not a number of employees from one a company to ${MOST_COMPANIES * 10}` };
  }
  return null;
}

/** So many workers at ten a company have numbers of their own in the synthetic blocks, with all who sat on their posts before them. */
export const MOST_COMPANIES = 120_000;
/** A market needs time to be hired. */
export const LEAST_DAYS = 365;
/** Ten years: a post has no more occupants than its numbers allow. */
export const MOST_DAYS = 3660;
