// Law: what is granted was counted by Redis in the same step; nobody waits for Redis longer than its time, and while it is away it is not asked but for one probe a second.
import { Redis } from 'ioredis';
import type { Allowance, Ask, Grant } from './allowance.js';
import { inTime, NoAnswer } from './in-time.js';

/** Times in milliseconds. */
export interface RedisTimes {
  /** Longest wait for an answer. */
  readonly answer: number;
  /** How often a Redis that is away is tried. */
  readonly probe: number;
}

export const redisTimes: RedisTimes = { answer: 50, probe: 1_000 };

/** Probes without an answer after which a connection that stands is given up for a new one. */
const PROBES_A_CONNECTION = 3;

/**
 * One key a client and role: the requests granted in its window, which ends with the key. A time to live longer than a window means
 * that the server's clock was set back.
 */
const GRANT = `
local quota, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local portion, alone = tonumber(ARGV[3]), tonumber(ARGV[4])
local used, left = tonumber(redis.call('GET', KEYS[1]) or '0'), redis.call('PTTL', KEYS[1])
if left < 0 then
  used, left = 0, window
end
left = math.max(1, math.min(left, window))
used = math.min(quota, used + alone)
local granted = math.max(0, math.min(portion, quota - used))
used = used + granted
redis.call('SET', KEYS[1], string.format('%d', used), 'PX', string.format('%d', left))
return {granted, quota - used, left}`;

type Granting = Redis & {
  grant(key: string, quota: number, windowMs: number, portion: number, alone: number): Promise<readonly [granted: number, left: number, windowLeftMs: number]>;
};

export interface RedisAllowanceOptions {
  readonly url: string;
  /** Stands before each key: what is another ledger's is another quota. */
  readonly prefix: string;
  /** Called once when it goes away, with the reason, and once when it is back. */
  readonly onAway: (reason: string) => void;
  readonly onBack: () => void;
  /** `redisTimes` unless given. */
  readonly times?: Partial<RedisTimes>;
}

/** The allowance in a Redis. Connects in the background: until it stands, it is not reachable. */
export class RedisAllowance implements Allowance {
  readonly #redis: Granting;
  readonly #options: RedisAllowanceOptions;
  readonly #times: RedisTimes;
  readonly #probes: NodeJS.Timeout;
  #state: 'starting' | 'shared' | 'away' = 'starting';
  #probing = false;
  /** Probes in a row without an answer. */
  #silent = 0;
  /** True while a connection that was given up is not closed yet. */
  #leaving = false;

  constructor(options: RedisAllowanceOptions) {
    this.#options = options;
    this.#times = { ...redisTimes, ...options.times };
    this.#redis = new Redis(options.url, {
      scripts: { grant: { lua: GRANT, numberOfKeys: 1 } },
      // A request does not wait for a connection, and an ask is not made twice.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      disconnectTimeout: 500,
      retryStrategy: () => this.#times.probe,
      connectionName: 'sijil',
      disableClientInfo: true,
    }) as Granting;
    this.#redis.on('error', (error: Error) => this.#lost(error));
    this.#redis.on('close', () => {
      this.#leaving = false;
      this.#lost(new Error('the connection was closed'));
    });
    this.#redis.on('ready', () => void this.#probe());
    this.#probes = setInterval(() => void this.#probe(), this.#times.probe).unref();
  }

  reachable(): boolean {
    return this.#state === 'shared';
  }

  async ask(key: string, { quota, windowMs, portion, alone }: Ask): Promise<Grant | undefined> {
    try {
      const asked = this.#redis.grant(`${this.#options.prefix}${key}`, quota, windowMs, portion, alone);
      const [granted, left, windowLeftMs] = await inTime(asked, this.#times.answer);
      return { granted, left, windowLeftMs };
    } catch (error) {
      this.#lost(error);
      return undefined;
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#probes);
    this.#redis.removeAllListeners('close');
    this.#redis.disconnect();
  }

  #lost(error: unknown): void {
    if (this.#state === 'away') return;
    this.#state = 'away';
    this.#options.onAway(error instanceof Error ? error.message : String(error));
  }

  /** Asks for nothing by the same script: one that answers may still refuse to write. */
  async #probe(): Promise<void> {
    if (this.#state === 'shared' || this.#probing || this.#leaving) return;
    if (this.#redis.status !== 'ready') {
      // Between two connections the client tries by itself; for one that stands and says nothing it would wait.
      if (this.#redis.status === 'connect') this.#unanswered(new NoAnswer(this.#times.probe));
      return;
    }
    this.#probing = true;
    try {
      await inTime(this.#redis.grant(`${this.#options.prefix}probe`, 1, this.#times.probe, 0, 0), this.#times.answer);
      const wasAway = this.#state === 'away';
      this.#state = 'shared';
      this.#silent = 0;
      if (wasAway) this.#options.onBack();
    } catch (error) {
      this.#lost(error);
      if (error instanceof NoAnswer) this.#unanswered(error);
    } finally {
      this.#probing = false;
    }
  }

  /** Gives up a connection that was silent too often. */
  #unanswered(error: NoAnswer): void {
    this.#silent += 1;
    if (this.#silent < PROBES_A_CONNECTION) return;
    this.#silent = 0;
    this.#leaving = true;
    this.#lost(error);
    this.#redis.disconnect(true);
  }
}
