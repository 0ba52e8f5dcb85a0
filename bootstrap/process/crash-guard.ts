import type { Logger } from 'pino';
import type { Shutdown } from './shutdown.js';

/** An error that nobody handled stops the process in order, with exit code 1: what it holds is given back, and a standby can take over. */
export function guardAgainstCrash(logger: Logger, shutdown: Shutdown): void {
  const crash = (error: unknown): void => {
    logger.fatal({ err: error }, 'an error that nobody handled');
    void shutdown.stop(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
