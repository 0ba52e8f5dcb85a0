// The shared limiter on a real Redis: alone, in company, and while the Redis is away in every way it can be.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { needsServer } from '../testing/needs-server.js';
import { startTcpProxy, type TcpProxy } from '../testing/tcp-proxy.js';
import { allowedOf, atOnce, inTurn, limiterFeatures } from './limiter.features.js';
import type { Allowance, Ask } from './allowance.js';
import type { Quota } from './quota.js';
import { RedisAllowance } from './redis-allowance.js';
import { portionOf, SharedLimiter } from './shared-limiter.js';

const LONG = 3_600_000;
/** A probe comes often; an answer may take longer than in the program, since the machine that tests may be busy. */
const TIMES = { answer: 2_000, probe: 50 };
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

/** One process's view of a Redis. */
function connected(url: string, prefix: string, times = TIMES) {
  const told: string[] = [];
  const allowance = new RedisAllowance({ url, prefix, times, onAway: (reason) => told.push(`away: ${reason}`), onBack: () => told.push('back') });
  opened.push(allowance);
  const shared = (): Promise<void> => vi.waitFor(() => expect(allowance.reachable()).toBe(true), { timeout: 20_000 });
  const away = (): Promise<void> => vi.waitFor(() => expect(allowance.reachable()).toBe(false), { timeout: 20_000 });
  return { allowance, told, shared, away };
}

const prefixOfTest = (): string => `sijil-test:${randomUUID()}:`;

needsServer('REDIS_URL')('rate limits shared by Redis', (url) => {
  let observer: Redis;
  beforeAll(() => {
    if (url !== '') observer = new Redis(url);
  });
  afterAll(() => observer.disconnect());

  /** What several processes see of one allowance. */
  async function allowancesOf(processes: number, prefix = prefixOfTest()): Promise<readonly RedisAllowance[]> {
    const all = Array.from({ length: processes }, () => connected(url, prefix));
    await Promise.all(all.map(({ shared }) => shared()));
    return all.map(({ allowance }) => allowance);
  }

  const kept = connectedOnce(url);
  afterAll(() => kept.close());
  limiterFeatures('a limiter of several processes, one of them alone', async (quota) => new SharedLimiter(quota, await kept.allowance(), { prefix: `${randomUUID()}:` }));

  describe('several processes', () => {
    it('together let no more through than the quota, and less by what the others fetched at most', async () => {
      const parties = 3;
      const allowances = await allowancesOf(parties);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.array(fc.tuple(fc.nat(parties - 1), fc.nat(120)), { maxLength: 12 }), async (requests, bursts) => {
          const quota = { requests, windowMs: LONG };
          const name = `${randomUUID()}:`;
          const limiters = allowances.map((allowance) => new SharedLimiter(quota, allowance, { prefix: name }));
          const verdicts = await Promise.all(bursts.map(([process, size]) => atOnce(limiters[process] as SharedLimiter, 'a', size)));
          const asked = bursts.reduce((sum, [, size]) => sum + size, 0);
          const through = allowedOf(verdicts.flat());
          expect(through).toBeLessThanOrEqual(Math.min(requests, asked));
          expect(through).toBeGreaterThanOrEqual(Math.min(asked, requests - (parties - 1) * (portionOf(quota) - 1)));
        }),
        { numRuns: 40 },
      );
    });

    it('ask once a portion, not once a request', async () => {
      const [allowance] = (await allowancesOf(1)) as [RedisAllowance];
      const asks: Ask[] = [];
      const counting: Allowance = {
        reachable: () => allowance.reachable(),
        ask: (key, ask) => {
          asks.push(ask);
          return allowance.ask(key, ask);
        },
        close: () => allowance.close(),
      };
      const quota = { requests: 1_000_000, windowMs: LONG };
      expect(portionOf(quota)).toBe(10_000);
      expect(allowedOf(await atOnce(new SharedLimiter(quota, counting), 'a', 25_000))).toBe(25_000);
      expect(asks.length).toBeLessThanOrEqual(3);
    });

    it('spend nothing after the window of which they fetched it', async () => {
      const prefix = prefixOfTest();
      const [mine, others] = (await allowancesOf(2, prefix)) as [RedisAllowance, RedisAllowance];
      const quota = { requests: 1_000, windowMs: LONG };
      const clock = { at: 0 };
      const [one, other] = [new SharedLimiter(quota, mine, { now: () => clock.at }), new SharedLimiter(quota, others)];
      // Others began the window; it is nearly over.
      await observer.set(`${prefix}a`, '1', 'PX', 30_000);
      const { resetMs } = await one.take('a');
      expect(resetMs).toBeLessThanOrEqual(30_000);
      clock.at = resetMs;
      await observer.del(`${prefix}a`);
      expect(allowedOf(await atOnce(other, 'a', 2_000))).toBe(1_000);
      expect(await one.take('a')).toMatchObject({ allowed: false, remaining: 0 });
    });
  });

  describe('a Redis that is away', () => {
    let proxy: TcpProxy;
    afterEach(() => proxy.close());

    async function through(quota: Quota, times = TIMES) {
      proxy = await startTcpProxy(url);
      const prefix = prefixOfTest();
      const process = connected(proxy.url, prefix, times);
      await process.shared();
      return { ...process, prefix, limiter: new SharedLimiter(quota, process.allowance) };
    }

    it('whose connections break: each process limits by itself, and shares again when it is back', async () => {
      const { limiter, told, away, shared, prefix } = await through({ requests: 300, windowMs: LONG });
      expect(allowedOf(await inTurn(limiter, 'a', 10))).toBe(10);
      proxy.cut();
      await away();
      // Cut off, it still has all that the quota leaves it, and no more.
      expect(allowedOf(await inTurn(limiter, 'a', 90))).toBe(90);
      expect(allowedOf(await inTurn(limiter, 'b', 400))).toBe(300);
      await shared();
      expect(told).toEqual([expect.stringMatching(/^away: /), 'back']);
      // What was let through meanwhile is told with the next question, and counts for the others.
      expect(allowedOf(await inTurn(limiter, 'a', 10))).toBe(10);
      const other = connected(url, prefix);
      await other.shared();
      const rest = allowedOf(await inTurn(new SharedLimiter({ requests: 300, windowMs: LONG }, other.allowance), 'a', 400));
      expect(rest).toBeLessThanOrEqual(300 - 110);
      expect(rest).toBeGreaterThan(300 - 110 - 2 * portionOf({ requests: 300, windowMs: LONG }));
    });

    it('that is gone: limited by each process for as long as it takes, told once', async () => {
      const { limiter, told, away } = await through({ requests: 20, windowMs: LONG });
      await proxy.close();
      await away();
      expect(allowedOf(await atOnce(limiter, 'a', 200))).toBe(20);
      // Several attempts to connect fail meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 5 * TIMES.probe));
      expect(allowedOf(await atOnce(limiter, 'b', 200))).toBe(20);
      expect(told).toHaveLength(1);
    });

    it('that takes everything and answers nothing: one question waits its time, then nobody waits', async () => {
      const { limiter, told, shared } = await through({ requests: 50, windowMs: LONG }, { answer: 200, probe: 50 });
      proxy.freeze();
      expect(allowedOf(await atOnce(limiter, 'a', 500))).toBe(50);
      expect(told[0]).toBe('away: no answer within 200 ms');
      // Not a promise: the verdict is there at once.
      expect(limiter.take('b')).toMatchObject({ allowed: true, remaining: 49 });
      // A connection that stays silent is given up for a new one.
      await shared();
      expect(told).toEqual(['away: no answer within 200 ms', 'back']);
    });

    it('that answers, but too late: counted as away until it is quick again', async () => {
      const { limiter, told, shared } = await through({ requests: 50, windowMs: LONG }, { answer: 200, probe: 50 });
      proxy.slow(1_000);
      expect(allowedOf(await atOnce(limiter, 'a', 500))).toBe(50);
      expect(told).toEqual(['away: no answer within 200 ms']);
      expect(limiter.take('b')).toMatchObject({ allowed: true, remaining: 49 });
      proxy.slow(0);
      await shared();
      expect(told).toHaveLength(2);
    });

    it('that lost its counts: no process lets more through than the quota', async () => {
      const { limiter, prefix } = await through({ requests: 200, windowMs: LONG });
      expect(allowedOf(await inTurn(limiter, 'a', 150))).toBe(150);
      const [key = ''] = await observer.keys(`${prefix}a`);
      expect(key).not.toBe('');
      await observer.del(key);
      expect(allowedOf(await inTurn(limiter, 'a', 200))).toBe(50);
    });

    it('that was restarted and knows no script: the script is sent again', async () => {
      const { limiter, told } = await through({ requests: 200, windowMs: LONG });
      await limiter.take('a');
      await observer.script('FLUSH');
      expect(allowedOf(await atOnce(limiter, 'a', 300))).toBe(199);
      expect(told).toEqual([]);
    });

    it('that lets nobody of this name in, or lets him write nothing', async () => {
      proxy = await startTcpProxy(url);
      const user = `sijil-test-${randomUUID()}`;
      await observer.call('ACL', 'SETUSER', user, 'on', '>right', '~*', '+@connection', '+info');
      try {
        const as = (password: string): string => Object.assign(new URL(url), { username: user, password }).href;
        for (const [address, reason] of [[as('wrong'), /WRONGPASS/], [as('right'), /NOPERM|no permissions/]] as const) {
          const { allowance, told } = connected(address, prefixOfTest());
          await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 20_000 });
          expect(told[0]).toMatch(reason);
          expect(told[0]).not.toContain('wrong');
          const limiter = new SharedLimiter({ requests: 3, windowMs: LONG }, allowance);
          expect(allowedOf(await atOnce(limiter, 'a', 30))).toBe(3);
          await new Promise((resolve) => setTimeout(resolve, 5 * TIMES.probe));
          expect(told).toHaveLength(1);
        }
      } finally {
        await observer.call('ACL', 'DELUSER', user);
      }
    });
  });

  it('a window of which the server’s clock was set back ends no later than a window from now', async () => {
    const prefix = prefixOfTest();
    const { allowance, shared } = connected(url, prefix);
    await shared();
    await observer.set(`${prefix}a`, '5', 'PX', 100 * LONG);
    const grant = await allowance.ask('a', { quota: 10, windowMs: LONG, portion: 2, alone: 1 });
    expect(grant).toMatchObject({ granted: 2, left: 2 });
    expect(await observer.pttl(`${prefix}a`)).toBeLessThanOrEqual(LONG);
  });
});

it('without a Redis at the start, a process limits by itself and says so once', async () => {
  const { allowance, told } = connected('redis://127.0.0.1:1', prefixOfTest());
  const limiter = new SharedLimiter({ requests: 4, windowMs: LONG }, allowance);
  expect(allowedOf(await atOnce(limiter, 'a', 40))).toBe(4);
  await vi.waitFor(() => expect(told).toHaveLength(1), { timeout: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, 5 * TIMES.probe));
  expect(told).toEqual([expect.stringMatching(/^away: .*ECONNREFUSED/)]);
});

/** One allowance for the whole suite of features, opened at the first use. */
function connectedOnce(url: string) {
  let one: RedisAllowance | undefined;
  return {
    async allowance(): Promise<RedisAllowance> {
      one ??= new RedisAllowance({ url, prefix: prefixOfTest(), times: TIMES, onAway: () => undefined, onBack: () => undefined });
      const opened = one;
      await vi.waitFor(() => expect(opened.reachable()).toBe(true), { timeout: 20_000 });
      return opened;
    },
    close: async () => one?.close(),
  };
}
