import type { Logger } from 'pino';
import { loadConfig, type Config } from '../config/config.js';
import { readDotEnv } from '../config/dot-env.js';
import { createLogger } from '../logging/create-logger.js';
import { guardAgainstCrash } from '../process/crash-guard.js';
import { installShutdown, type Shutdown } from '../process/shutdown.js';
import { exitCodeOf, oneLine } from './exit-codes.js';

/** The configuration of this process, from its environment and `.env`. Throws ConfigError. */
export function configFromProcess(): Config {
  readDotEnv();
  return loadConfig(process.env);
}

/** Runs one command over an open ledger and ends the process: 0 done, 1 failed, 2 usage. What is open is closed first. */
export async function runThenExit(work: (config: Config, logger: Logger, shutdown: Shutdown) => Promise<void>): Promise<void> {
  const config = configFromProcess();
  const logger = createLogger(config.logLevel);
  const shutdown = installShutdown({ onError: (error) => process.stderr.write(`${oneLine(error)}\n`) });
  guardAgainstCrash(logger, shutdown);
  try {
    await work(config, logger, shutdown);
    await shutdown.stop(0);
  } catch (error) {
    if (!shutdown.signal.aborted) process.stderr.write(`${oneLine(error)}\n`);
    await shutdown.stop(exitCodeOf(error));
  }
}
