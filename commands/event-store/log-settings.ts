/** Settings of the embedded log. Times in milliseconds. */
export interface LogSettings {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Most connections for reading; writing has one of its own. */
  readonly readConnections: number;
  readonly connectTimeoutMs: number;
  /** The server ends a statement that takes longer: an append waiting for another process's, or a read. */
  readonly statementTimeoutMs: number;
  /** How long a flush of unknown outcome is sent again before its callers hear OutcomeUnknown. */
  readonly settleWithinMs: number;
  /** Flushes sent before the first of them is answered; the server does one after the other. */
  readonly flushesInFlight: number;
  /** Appends that are worth a further flush while another is under way: fewer gain less by it than its statement costs. */
  readonly worthAFlush: number;
  /** Most appends and bytes of one flush. */
  readonly maxFlushAppends: number;
  readonly maxFlushBytes: number;
  /** Most appends that wait, and how long one may. */
  readonly maxQueued: number;
  readonly maxWaitMs: number;
}

/** Settings for a log at that address; each can be set otherwise. */
export function logSettings(given: Partial<LogSettings> & { readonly url: string }): LogSettings {
  return {
    applicationName: 'sijil',
    readConnections: 6,
    connectTimeoutMs: 5_000,
    statementTimeoutMs: 5_000,
    settleWithinMs: 10_000,
    flushesInFlight: 2,
    worthAFlush: 8,
    maxFlushAppends: 500,
    maxFlushBytes: 4 * 1024 * 1024,
    maxQueued: 5_000,
    maxWaitMs: 10_000,
    ...given,
  };
}
