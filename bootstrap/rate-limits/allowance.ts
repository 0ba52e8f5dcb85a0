/** What a process asks of the allowance that all processes share. */
export interface Ask {
  readonly quota: number;
  readonly windowMs: number;
  /** Requests wanted; fewer are granted when fewer are left. */
  readonly portion: number;
  /** Requests that the process let through by itself, while it could not ask. */
  readonly alone: number;
}

/** What was granted of it. */
export interface Grant {
  readonly granted: number;
  /** Requests left to all, beside what was granted. */
  readonly left: number;
  /** Milliseconds to the end of the shared window, as of when it was granted. */
  readonly windowLeftMs: number;
}

/** A quota that several processes draw from. */
export interface Allowance {
  /** False while it does not answer: nobody should ask then, and it tells by itself when it is back. */
  reachable(): boolean;
  /** Asks for a portion; undefined when no answer came in its time, after which it is not reachable. Never rejects. */
  ask(key: string, ask: Ask): Promise<Grant | undefined>;
  close(): Promise<void>;
}
