import { dirname, join } from 'node:path';
import { makeFolder } from '../../commands/files/make-folder.js';
import { ConfigError } from '../config/config-error.js';
import { readOrCreateSecret } from '../postgres/secret-file.js';

const FILE = 'session-key';
/** Fewest characters of a secret that somebody brings along: 128 bits in hexadecimal. */
const FEWEST = 32;

/**
 * The secret from which the keys of sessions are derived: a file of its own (mode 0600) under the home, made when there is none.
 * Processes on several machines are given the same file by configuration. To replace it ends every session.
 */
export async function sessionSecret(home: string, configured: string | undefined): Promise<string> {
  const path = configured ?? join(home, FILE);
  try {
    if (configured === undefined) await makeFolder(dirname(path), 0o700);
    const secret = await readOrCreateSecret(path);
    if (secret.length < FEWEST) throw new Error(`holds fewer than ${FEWEST} characters`);
    return secret;
  } catch (error) {
    if (configured === undefined) throw error;
    throw new ConfigError('SIJIL_SESSION_KEY_FILE', error instanceof Error ? error.message : String(error));
  }
}
