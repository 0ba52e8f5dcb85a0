import { Problem } from '../../domain/access/problem.js';
import { CopyRefused } from '../../commands/log-copy/copy-refused.js';
import { StoreAddressRefused } from '../../commands/event-store/eventstoredb/store-address-refused.js';
import { VaultMismatch } from '../../commands/vault/founding.js';
import { KeyFileError } from '../../commands/vault/key-file.js';
import { NotALedger } from '../../commands/founding/found-ledger.js';
import { ConfigError } from '../config/config-error.js';
import { redactText } from '../logging/redact.js';
import { RoleHeldError } from '../process/role-locks.js';

/** Wrong usage: an option, a file, a configuration value that the caller can put right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const CALLERS_TO_MEND = [UsageError, ConfigError, RoleHeldError, VaultMismatch, KeyFileError, NotALedger, CopyRefused, StoreAddressRefused];

/** The exit code of a failed command: 2 when its caller can put it right, else 1. */
export function exitCodeOf(error: unknown): 1 | 2 {
  if (CALLERS_TO_MEND.some((kind) => error instanceof kind)) return 2;
  return error instanceof Problem && error.status < 500 ? 2 : 1;
}

/** The failure in one line for stderr. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return redactText(`sijil: ${message.split('\n')[0] ?? message}`);
}
