// Law: a client's requests count against one quota a role, wherever they arrive; whoever is nobody yet counts by address, in each process by itself.
import { ROLES, type Actor, type Role } from '../../domain/access/roles.js';
import type { Problem } from '../../domain/access/problem.js';
import type { Allowance } from './allowance.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { HeldRefusals } from './held-refusals.js';
import { LocalLimiter } from './local-limiter.js';
import { Pace } from './pace.js';
import type { Limiter, Monotonic, Quota, Verdict } from './quota.js';
import { namedQuota, quotaExceeded, type NamedQuota } from './rate-limit-fields.js';
import { SharedLimiter } from './shared-limiter.js';
import { Turns } from './turns.js';

/** Requests a minute: of a client by its role, and of an address that is nobody yet. */
export type QuotaTable = Readonly<Record<Role | 'public' | 'failed-sign-ins', number>>;

/** Whose requests were refused, as the metrics count them. */
export type Limited = Role | 'nobody';

/** A quota, who counts it, and how its answers name it. */
export interface RateLimit extends NamedQuota {
  readonly limiter: Limiter;
  readonly who: Limited;
}

/** A quota that this process counts by itself. */
interface OwnLimit extends RateLimit {
  readonly limiter: LocalLimiter;
}

/** Most requests of one client that are under way at a time in a process: of a human in any of his roles, and of a platform service. */
export interface TurnTable {
  readonly person: number;
  readonly service: number;
}

/** How fast one client is dealt with in a process. */
export interface PaceTable {
  /** How many times as fast as its quota a human's requests begin. */
  readonly haste: number;
  /** Refusals that one client or address hears a second. */
  readonly refusalsASecond: number;
}

const WINDOW_MS = 60_000;
/** More than a service may have commands under way: those are bounded by themselves. */
const usualTurns: TurnTable = { person: 8, service: 2_000 };

/** Requests of a human that begin without a pace: what a page and all that it shows asks for. Whoever has a smaller quota has none. */
const AT_ONCE = 10;
/** Whoever waits for his pace begins at multiples of so many milliseconds. */
const GRID_MS = 20;
const usualPaces: PaceTable = { haste: 6, refusalsASecond: 50 };

export interface RateLimitsOptions {
  /** Where clients' quotas are shared with other processes; without it each process counts for itself. */
  readonly shared?: Allowance;
  readonly turns?: TurnTable;
  readonly paces?: PaceTable;
  readonly now?: Monotonic;
}

/** The rate limits of a process. */
export class RateLimits {
  readonly clients: Readonly<Record<Role, RateLimit>>;
  readonly public: OwnLimit;
  readonly failedSignIns: FailedSignIns;
  readonly refusals: HeldRefusals;
  readonly #refused = new Map<Limited, number>([...ROLES, 'nobody' as const].map((who) => [who, 0]));
  readonly #shared: Allowance | undefined;
  readonly #turns: ReadonlyMap<Actor['role'], Turns>;
  readonly #paces: ReadonlyMap<Actor['role'], Pace>;

  constructor(table: QuotaTable, { shared, turns = usualTurns, paces = usualPaces, ...options }: RateLimitsOptions = {}) {
    const quota = (name: keyof QuotaTable): Quota => ({ requests: table[name], windowMs: WINDOW_MS });
    const limiterOf = (role: Role): Limiter =>
      shared === undefined ? new LocalLimiter(quota(role), options) : new SharedLimiter(quota(role), shared, { prefix: `${role}:`, ...options });
    this.clients = Object.fromEntries(
      ROLES.map((role) => [role, { ...namedQuota('default', quota(role)), limiter: limiterOf(role), who: role }]),
    ) as Record<Role, RateLimit>;
    // Addresses are never shared: who is nobody must not reach what the processes share.
    this.public = { ...namedQuota('public', quota('public')), limiter: new LocalLimiter(quota('public'), options), who: 'nobody' };
    const failing = namedQuota('failed-sign-ins', quota('failed-sign-ins'));
    this.failedSignIns = new FailedSignIns(quota('failed-sign-ins'), (verdict) => {
      this.#count('nobody');
      return quotaExceeded(failing, verdict, 'Too many tokens from this address were not valid.');
    }, options);
    this.refusals = new HeldRefusals(paces.refusalsASecond, options);
    this.#shared = shared;
    this.#turns = new Map(ROLES.map((role) => [role, new Turns(role === 'platform-service' ? turns.service : turns.person)]));
    const paceOf = (role: Role): Pace => new Pace({ gapMs: WINDOW_MS / (table[role] * paces.haste), atOnce: AT_ONCE, gridMs: GRID_MS }, options);
    this.#paces = new Map(ROLES.filter((role) => role !== 'platform-service').map((role) => [role, paceOf(role)]));
  }

  /** The refusal of a request, which is counted. */
  refusal(limit: RateLimit, verdict: Verdict): Problem {
    this.#count(limit.who);
    return quotaExceeded(limit, verdict, 'Your requests of this minute are used up.');
  }

  /** What is answered to who was not let in: that, as often as his address may ask for what is public; then that he asks too often. */
  notLetIn(address: string, problem: Problem): Problem {
    const verdict = this.public.limiter.take(address);
    return verdict.allowed ? problem : this.refusal(this.public, verdict);
  }

  /** Requests that were refused since the start. */
  refused(): Iterable<readonly [who: Limited, requests: number]> {
    return this.#refused;
  }

  /** By which turns the requests of a role run. */
  turnsOf(role: Actor['role']): Turns {
    const turns = this.#turns.get(role);
    if (turns === undefined) throw new Error('a request came as the ledger itself');
    return turns;
  }

  /** At which pace the requests of a role begin; undefined where at any. */
  paceOf(role: Actor['role']): Pace | undefined {
    return this.#paces.get(role);
  }

  /** Requests that wait for their turn. */
  waiting(): number {
    return [...this.#turns.values()].reduce((sum, turns) => sum + turns.waiting(), 0);
  }

  /** Clients' connections that are not read until their time. */
  aside(): number {
    return [...this.#turns.values()].reduce((sum, turns) => sum + turns.aside(), this.refusals.aside());
  }

  /** True while quotas that should be shared are counted by this process alone. */
  alone(): boolean {
    return this.#shared?.reachable() === false;
  }

  #count(who: Limited): void {
    this.#refused.set(who, (this.#refused.get(who) ?? 0) + 1);
  }
}
