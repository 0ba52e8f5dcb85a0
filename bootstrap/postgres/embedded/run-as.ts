import { spawn, type SpawnOptions } from 'node:child_process';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';
import type { ServerAccount } from './server-account.js';

/** How a program ended. */
export interface RunResult {
  /** Exit code; -1 when it could not be started at all or was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment of the server's programs: nothing of ours, so that no PG* variable of the user steers them. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = process.platform === 'win32' ? ['PATH', 'SystemRoot', 'TEMP', 'TMP'] : ['PATH'];
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

/** Options that start a program as the server's account, in a folder it can surely enter. */
export function spawnOptionsFor(account: ServerAccount): SpawnOptions {
  return { cwd: process.platform === 'win32' ? process.cwd() : '/', env: serverEnvironment(), ...account.switchTo };
}

/**
 * Runs a program as the server's account and waits for its end.
 * @throws EmbeddedPostgresError when this process may not change to that account.
 */
export async function runAs(account: ServerAccount, file: string, args: readonly string[]): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...spawnOptionsFor(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPERM' && account.switchTo !== undefined) reject(cannotSwitch(account, error));
      else resolve({ code: -1, stdout, stderr: error.message });
    });
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** The error of a root that may not change its user (a container without CAP_SETUID). */
export function cannotSwitch(account: ServerAccount, cause: Error): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `root may not change to the account ${account.name} here (CAP_SETUID and CAP_SETGID are missing); run as another user, or ${USE_A_SERVER}`,
    { cause },
  );
}
