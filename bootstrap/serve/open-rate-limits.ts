import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Shutdown } from '../process/shutdown.js';
import { RateLimits } from '../rate-limits/rate-limits.js';

/** The configured rate limits, shared by whoever serves the same log where there is a Redis. Nobody waits for it, the start neither. */
export async function openRateLimits(
  { rateLimits, turns, paces, redisUrl }: Pick<Config, 'rateLimits' | 'turns' | 'paces' | 'redisUrl'>,
  logId: string,
  logger: Logger,
  shutdown: Shutdown,
): Promise<RateLimits> {
  if (redisUrl === undefined) return new RateLimits(rateLimits, { turns, paces });
  // The client of Redis is read in where there is one.
  const { RedisAllowance } = await import('../rate-limits/redis-allowance.js');
  const shared = new RedisAllowance({
    url: redisUrl,
    prefix: `sijil:${logId}:requests:`,
    onAway: (reason) => {
      if (!shutdown.signal.aborted) logger.warn({ reason }, 'Redis is away: this process counts requests for itself');
    },
    onBack: () => logger.info('Redis is back: rate limits are shared again'),
  });
  shutdown.onShutdown(() => shared.close());
  return new RateLimits(rateLimits, { shared, turns, paces });
}
