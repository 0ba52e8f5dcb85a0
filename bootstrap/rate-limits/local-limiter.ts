// Law: within one window no key gets more than its quota from this process, whatever becomes of the wall clock.
import type { Limiter, Monotonic, Quota, Verdict } from './quota.js';
import { Windows, type Window } from './windows.js';

/** A limiter whose counts are this process's alone. */
export class LocalLimiter implements Limiter {
  readonly #windows: Windows<Window>;

  constructor(
    readonly quota: Quota,
    options: { readonly now?: Monotonic; readonly most?: number } = {},
  ) {
    this.#windows = new Windows(quota.windowMs, (end) => ({ end, spent: 0 }), options);
  }

  /** Counts a request; one that is refused costs nothing. */
  take(key: string): Verdict {
    const now = this.#windows.now();
    const window = this.#windows.of(key, now);
    const resetMs = window.end - now;
    if (window.spent >= this.quota.requests) return { allowed: false, remaining: 0, resetMs };
    window.spent += 1;
    return { allowed: true, remaining: this.quota.requests - window.spent, resetMs };
  }

  /** What `take` would say now; counts nothing. */
  look(key: string): Verdict {
    const now = this.#windows.now();
    const window = this.#windows.running(key, now);
    if (window === undefined) return { allowed: true, remaining: this.quota.requests, resetMs: this.quota.windowMs };
    const remaining = this.quota.requests - window.spent;
    return { allowed: remaining > 0, remaining, resetMs: window.end - now };
  }
}
