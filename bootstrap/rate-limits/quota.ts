/** So many requests in a window of so long. */
export interface Quota {
  readonly requests: number;
  readonly windowMs: number;
}

/** What a limiter says of one request. */
export interface Verdict {
  readonly allowed: boolean;
  /** Requests that the window still has for the key. */
  readonly remaining: number;
  /** Milliseconds until the key's next window. */
  readonly resetMs: number;
}

/** Counts requests by key. A verdict comes at once, but where others share the quota and have to be asked first. */
export interface Limiter {
  readonly quota: Quota;
  take(key: string): Verdict | Promise<Verdict>;
}

/** Milliseconds of a clock that never goes back and no one sets. */
export type Monotonic = () => number;

export const monotonicClock: Monotonic = () => performance.now();
