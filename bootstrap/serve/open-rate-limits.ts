import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import type { Shutdown } from '../process/shutdown.js';
import { RateLimits } from '../rate-limits/rate-limits.js';
import { RedisAllowance } from '../rate-limits/redis-allowance.js';

/** The configured rate limits, shared by whoever serves the same log where there is a Redis. Nobody waits for it, the start neither. */
export function openRateLimits({ rateLimits, turns, redisUrl }: Pick<Config, 'rateLimits' | 'turns' | 'redisUrl'>, logId: string, logger: Logger, shutdown: Shutdown): RateLimits {
  if (redisUrl === undefined) return new RateLimits(rateLimits, { turns });
  const shared = new RedisAllowance({
    url: redisUrl,
    prefix: `sijil:${logId}:requests:`,
    onAway: (reason) => {
      if (!shutdown.signal.aborted) logger.warn({ reason }, 'Redis is away: this process counts requests for itself');
    },
    onBack: () => logger.info('Redis is back: rate limits are shared again'),
  });
  shutdown.onShutdown(() => shared.close());
  return new RateLimits(rateLimits, { shared, turns });
}
