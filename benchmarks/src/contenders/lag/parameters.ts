/** How the lag's contender is prepared. */
export interface LagParameters {
  /** Address of its own empty database. */
  readonly url: string;
  /** EventStoreDB, when the log is there. */
  readonly eventStoreUrl?: string;
  /** Events there are to send, in all rounds together. */
  readonly events: number;
}

/** Events sent by the clock, whatever becomes of those before. */
export interface LagTask {
  readonly perSecond: number;
  readonly durationMs: number;
}

/** Milliseconds from an append's answer to the commit of the last read model that had it. */
export interface LagMeasure {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Events a second that were really answered. */
  readonly perSecond: number;
}
