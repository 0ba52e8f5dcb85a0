// For tests only: part of the protocol-level EventStoreDB (see protocol-server.ts), never offered as a store.
// Law: a fault is data, so that a test in this process and one beyond a control channel set the same things.

/** The calls a fault can be aimed at. */
export const METHODS = ['GetSupportedMethods', 'Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone', 'Gossip'] as const;
export type Method = (typeof METHODS)[number];

/** Everything the server can be told to do wrong. The defaults are a healthy node. */
export interface FaultSettings {
  /** Calls that are accepted and never answered (a batch append: each message of it); `METHODS` are all. Nothing of them is stored. */
  readonly silent: readonly Method[];
  /** Appends are stored and never answered. */
  readonly loseAcks: boolean;
  /** Every answer waits so long, in milliseconds. */
  readonly answerDelayMs: number;
  /** Each write is held so long before it is durable: beyond 2 s (batch) or 3 s it is stored after its caller was told of a timeout. */
  readonly commitDelayMs: number;
  /** Every read and subscription breaks with UNAVAILABLE after so many events. */
  readonly cutReadsAfter: number | undefined;
  /** Reads and subscriptions give each event twice. */
  readonly deliverTwice: boolean;
  /** Calls that ask for the leader are told that it is there, whether or not somebody listens at that address. */
  readonly notLeader: { readonly host: string; readonly port: number } | undefined;
  /** The node reaches no other one: it knows no leader, and they hold it for dead. */
  readonly cutOff: boolean;
  /** Repeats of a stored append are dropped as if the first were still in commit. */
  readonly dropRepeats: boolean;
  /** Appends fail as if there were no room. What a real node answers was never seen: UNAVAILABLE is a guess. */
  readonly diskFull: boolean;
}

export const HEALTHY: FaultSettings = {
  silent: [],
  loseAcks: false,
  answerDelayMs: 0,
  commitDelayMs: 0,
  cutReadsAfter: undefined,
  deliverTwice: false,
  notLeader: undefined,
  cutOff: false,
  dropRepeats: false,
  diskFull: false,
};

/** The faults of one node. */
export class Faults {
  /** Calls, and messages of batch appends, that were left without an answer so far. */
  silenced = 0;
  private current = HEALTHY;
  private readonly batchStreams = new Set<(reason: string) => void>();

  get settings(): FaultSettings {
    return this.current;
  }

  /** Changes some of the settings; the others stay. */
  set(settings: Partial<FaultSettings>): void {
    this.current = { ...this.current, ...settings };
  }

  /** Back to a healthy node. Calls that were met by a fault stay as they are. */
  clear(): void {
    this.current = HEALTHY;
  }

  /** Ends every open batch append stream with UNAVAILABLE, whatever is pending on it; what was taken in is stored all the same. */
  breakBatchStreams(reason = 'broken by the test'): number {
    const open = [...this.batchStreams];
    for (const end of open) end(reason);
    return open.length;
  }

  /** Tells how a batch stream is ended by force. Gives how to forget it. */
  onBreak(end: (reason: string) => void): () => void {
    this.batchStreams.add(end);
    return () => this.batchStreams.delete(end);
  }
}
