// Law: from one address no more than the quota of tokens and codes is tried in vain in a window; beyond it none is even looked at.
import { Problem } from '../../domain/access/problem.js';
import { LocalLimiter } from './local-limiter.js';
import type { Monotonic, Quota, Verdict } from './quota.js';

/** Proofs of one address under way, and who waits because all of them may yet fail. */
interface Doubt {
  underWay: number;
  readonly waiting: (() => void)[];
}

/** Counts failed proofs by address. */
export class FailedSignIns {
  readonly #failures: LocalLimiter;
  readonly #doubts = new Map<string, Doubt>();
  readonly #refuse: (verdict: Verdict) => Problem;

  /** `refuse` makes the problem of who has failed too often. */
  constructor(quota: Quota, refuse: (verdict: Verdict) => Problem, options: { readonly now?: Monotonic } = {}) {
    this.#failures = new LocalLimiter(quota, options);
    this.#refuse = refuse;
  }

  /**
   * Runs a proof for an address. Rejects as the proof does, and with the refusal, unproven, when too many have failed.
   * `known` is one that succeeded before: it never waits and is not refused for what others at its address do. `inVain` tells a proof that failed
   * from one that could not be made.
   */
  async attempt<T>(address: string, known: boolean, prove: () => Promise<T>, inVain: (error: unknown) => boolean = isUnauthorized): Promise<T> {
    const doubt = known ? undefined : await this.#turn(address);
    try {
      return await prove();
    } catch (error) {
      if (inVain(error)) this.#failures.take(address);
      throw error;
    } finally {
      if (doubt !== undefined) {
        doubt.underWay -= 1;
        this.#next(address, doubt);
      }
    }
  }

  /** As many are under way as may still fail: a burst is not let through because none of it has failed yet. */
  async #turn(address: string): Promise<Doubt> {
    for (;;) {
      const verdict = this.#failures.look(address);
      const doubt = this.#doubtOf(address);
      if (!verdict.allowed) {
        this.#next(address, doubt);
        throw this.#refuse(verdict);
      }
      if (doubt.underWay < verdict.remaining) {
        doubt.underWay += 1;
        return doubt;
      }
      await new Promise<void>((resolve) => doubt.waiting.push(resolve));
    }
  }

  #doubtOf(address: string): Doubt {
    let doubt = this.#doubts.get(address);
    if (doubt === undefined) this.#doubts.set(address, (doubt = { underWay: 0, waiting: [] }));
    return doubt;
  }

  #next(address: string, doubt: Doubt): void {
    const next = doubt.waiting.shift();
    if (next !== undefined) next();
    else if (doubt.underWay === 0 && this.#doubts.get(address) === doubt) this.#doubts.delete(address);
  }
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Problem && error.status === 401;
}
