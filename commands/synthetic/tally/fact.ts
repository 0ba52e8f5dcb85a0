import type { Day } from '../population/market.js';

/** What can be counted on the last day of the history. */
export type StockKind = 'companies active' | 'contracts in force' | 'permits in force' | 'insurances open';

/** Something that is so from a day to a day, both counted; `to` null: until further notice. */
export interface Stock {
  readonly kind: StockKind;
  readonly from: Day;
  readonly to: Day | null;
}

/** Something that happened on a day: one of the cases that are told apart. */
export interface Occurrence {
  readonly occurs: string;
  readonly on: Day;
}

/** What a script makes so. */
export type Fact = Stock | Occurrence;

/** A case that happens on a day. */
export function occurs(what: string, on: Day): Occurrence {
  return { occurs: what, on };
}
