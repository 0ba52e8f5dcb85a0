/** The market that a contender holds: all of it, or every n-th company. */
export interface MarketParameters {
  readonly companies: number;
  /** One of so many companies. */
  readonly oneOf: number;
}

/**
 * `rules`: every entity's last 26 weeks by another rule set; `roll`: one day more for every entity; `whatif`: plans for one
 * entity of 5,000 workers.
 */
export type SaudizationTask = { readonly what: 'rules' | 'roll' } | { readonly what: 'whatif'; readonly plans: number };

/** What a turn took, and what came out of it: contenders that count alike give the same. */
export interface SaudizationMeasure {
  readonly seconds: number;
  readonly entities: number;
  readonly workers: number;
  /** Sum of all ratios and sizes, to be compared. */
  readonly sum: number;
  /** Of what-ifs alone. */
  readonly p95Ms: number;
}
