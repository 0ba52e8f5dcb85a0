import { existsSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/**
 * Adds the variables of a `.env` file, if there is one, to the process environment; a variable that is set already wins.
 * @throws ConfigError when the file is there and cannot be read.
 */
export function readDotEnv(path = '.env'): void {
  if (!existsSync(path)) return;
  try {
    process.loadEnvFile(path);
  } catch (error) {
    throw new ConfigError(path, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
