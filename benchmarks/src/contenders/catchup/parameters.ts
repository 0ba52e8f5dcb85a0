/** How a catch-up contender is prepared. */
export interface CatchupParameters {
  /** Address of its own empty database. */
  readonly url: string;
  /** EventStoreDB, when the log is there. */
  readonly eventStoreUrl?: string;
  /** Events of the log. */
  readonly events: number;
}

/** From an empty read model: for so long, or until it has caught up. */
export interface CatchupTask {
  readonly windowMs: number;
}

export interface CatchupMeasure {
  readonly events: number;
  readonly perSecond: number;
}
