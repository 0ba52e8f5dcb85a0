import type { Employer } from '../companies/employer.js';
import type { Manner } from '../jobs/offer-script.js';
import type { PermitManner } from '../jobs/permit-script.js';
import type { Day } from '../population/market.js';
import type { PlannedPost, PlannedTenure, TenureName } from '../population/planned.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import type { TransferManner } from '../transfers/transfer-script.js';
import type { VisaManner } from '../visas/visa-plan.js';
import type { InsuredManner } from './insured-manner.js';

/** What the lives of a block are told with. */
export interface Telling {
  /** First and last day of the history. */
  readonly first: Day;
  readonly last: Day;
  readonly chance: Chance;
  /** What other registers make of it: drawn apart, so that lives do not move with it. */
  readonly registers: Chance;
  readonly numbers: SyntheticNumbers;
  readonly cards: Cards;
  /** Of a hundred permits and iqamas, those for two years. */
  readonly twoYearPercent: number;
}

/** Decks of how things go: each manner comes up as often as it is in its deck. */
export interface Cards {
  readonly offer: () => Manner;
  readonly permit: () => PermitManner;
  /** Of a resident who stays: what becomes of another employer's request for him; most are never asked for. */
  readonly vainTransfer: () => Extract<TransferManner, 'employer-rejects' | 'employer-silent' | 'employee-rejects' | 'employee-silent' | 'cancelled-by-employee' | 'cancelled-by-new-employer'> | null;
  readonly insured: () => InsuredManner;
  readonly vainVisas: () => Extract<VisaManner, 'rejected' | 'bill-lapsed' | 'bill-cancelled'> | null;
}

/** Somebody's time on a post, with all that it hangs on. */
export interface Held {
  readonly employer: Employer;
  readonly post: PlannedPost;
  readonly tenure: PlannedTenure;
  readonly name: TenureName;
}

/** Finds tenures of a block by name. */
export interface HeldPosts {
  find(name: TenureName): Held | undefined;
}

/** Part of every key that is about a tenure. */
export function tenureKey({ company, post, tenure }: TenureName): string {
  return `${company}-${post}-${tenure}`;
}
