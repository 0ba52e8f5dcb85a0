// Law: all processes together let no more than the quota through in a shared window, and while they cannot ask each other none lets through more than the quota by itself.
import type { Allowance, Grant } from './allowance.js';
import type { Limiter, Monotonic, Quota, Verdict } from './quota.js';
import { Windows, type Window } from './windows.js';

/** The part of a quota that is fetched at once: the rest of it is lost to the others when its process gets no more requests. */
const PORTIONS = 100;

/** Requests that are fetched at once. */
export function portionOf(quota: Quota): number {
  return Math.max(1, Math.floor(quota.requests / PORTIONS));
}

interface SharedWindow extends Window {
  /** Requests granted and not spent. */
  lease: number;
  /** Requests left to all when last asked. */
  left: number;
  /** Requests let through while nobody could be asked, and not told yet. */
  alone: number;
  /** Everything is spent until the end: there is nothing to ask. */
  closed: boolean;
  /** Requests that wait for a portion. */
  waiting: number;
  asking: Promise<void> | undefined;
}

/** A limiter whose quota is shared: portions of it are fetched, so that most requests ask nobody. */
export class SharedLimiter implements Limiter {
  readonly #allowance: Allowance;
  readonly #windows: Windows<SharedWindow>;
  readonly #prefix: string;

  constructor(
    readonly quota: Quota,
    allowance: Allowance,
    { prefix = '', ...options }: { readonly prefix?: string; readonly now?: Monotonic; readonly most?: number } = {},
  ) {
    this.#allowance = allowance;
    this.#prefix = prefix;
    const fresh = (end: number): SharedWindow => ({ end, spent: 0, lease: 0, left: quota.requests, alone: 0, closed: false, waiting: 0, asking: undefined });
    this.#windows = new Windows(quota.windowMs, fresh, options);
  }

  take(key: string): Verdict | Promise<Verdict> {
    const now = this.#windows.now();
    const window = this.#windows.of(key, now);
    const resetMs = window.end - now;
    const own = this.quota.requests - window.spent;
    // However the shared count was lost, this process's own stands.
    if (window.closed || own <= 0) return { allowed: false, remaining: 0, resetMs };
    if (window.lease > 0) {
      window.lease -= 1;
      window.spent += 1;
      return { allowed: true, remaining: Math.min(own - 1, window.lease + window.left), resetMs };
    }
    if (this.#allowance.reachable()) return this.#takeOfPortion(key, window);
    window.alone += 1;
    window.spent += 1;
    return { allowed: true, remaining: own - 1, resetMs };
  }

  async #takeOfPortion(key: string, window: SharedWindow): Promise<Verdict> {
    window.waiting += 1;
    window.asking ??= this.#fetch(key, window);
    await window.asking;
    window.waiting -= 1;
    // A portion came, or nothing is left, or nobody answers: each ends the waiting, but for a portion that others have spent.
    return this.take(key);
  }

  async #fetch(key: string, window: SharedWindow): Promise<void> {
    const { requests, windowMs } = this.quota;
    const { alone } = window;
    const asked = this.#windows.now();
    const portion = Math.max(portionOf(this.quota), window.waiting);
    const grant = await this.#allowance.ask(this.#prefix + key, { quota: requests, windowMs, portion, alone });
    window.asking = undefined;
    if (grant !== undefined) keep(window, grant, asked, alone);
  }
}

function keep(window: SharedWindow, { granted, left, windowLeftMs }: Grant, asked: number, alone: number): void {
  window.alone -= alone;
  window.lease += granted;
  window.left = left;
  window.closed = granted === 0;
  // From the asking on, which was before the granting: a portion is never spent after the window that it is of.
  window.end = Math.min(window.end, asked + windowLeftMs);
}
