/** Settings of the log in EventStoreDB. Times in milliseconds. */
export interface EventStoreDbSettings {
  /** `esdb://` or `esdb+discover://`, as the client takes it. */
  readonly url: string;
  /** Longest silence of the server before a read or a new subscription is given up, and an append's outcome is unknown. */
  readonly readTimeoutMs: number;
  /** Longer than the server's own 2 to 3 s, so that its answer comes first while it has one. */
  readonly appendTimeoutMs: number;
  /** How long a call waits for a server that is away or has no leader, before its caller hears StoreUnavailable. */
  readonly awayMs: number;
  /** How long an append of unknown outcome is looked for and repeated before its caller hears OutcomeUnknown. */
  readonly settleWithinMs: number;
  /** Most appends under way, and most bytes of theirs. */
  readonly maxUnderWay: number;
  readonly maxUnderWayBytes: number;
  /** Most appends that wait, and how long one may. */
  readonly maxQueued: number;
  readonly maxWaitMs: number;
  /** Most reads under way; as many as `maxQueued` may wait. */
  readonly maxReads: number;
  /** Most subscriptions. */
  readonly maxSubscriptions: number;
  /** A subscription that hears nothing for so long looks whether the log went on without it. */
  readonly silenceMs: number;
  /** For so long after any change of leader it is not believed that the log ends before what was seen of it. */
  readonly doubtMs: number;
  /** Most events that a subscription holds ready for a reader that is busy. */
  readonly pageEvents: number;
}

/** Settings for a log at that address; each can be set otherwise. */
export function eventStoreDbSettings(given: Partial<EventStoreDbSettings> & { readonly url: string }): EventStoreDbSettings {
  return {
    readTimeoutMs: 5_000,
    appendTimeoutMs: 5_000,
    awayMs: 8_000,
    settleWithinMs: 15_000,
    maxUnderWay: 256,
    maxUnderWayBytes: 16 * 1024 * 1024,
    maxQueued: 5_000,
    maxWaitMs: 10_000,
    maxReads: 64,
    maxSubscriptions: 1_000,
    silenceMs: 5_000,
    doubtMs: 10_000,
    pageEvents: 1_000,
    ...given,
  };
}
