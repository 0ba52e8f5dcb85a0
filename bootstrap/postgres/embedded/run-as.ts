import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { errorCode } from '../sql-state.js';
import { cannotSwitch, type ServerAccount } from './server-account.js';

/** How a program ended. */
export interface RunResult {
  /** Exit code; -1 when it could not be started at all or was killed. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment of the server's programs: nothing of ours, so that no PG* variable of the user steers them. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = process.platform === 'win32' ? ['PATH', 'SystemRoot', 'TEMP', 'TMP'] : ['PATH'];
  const entries = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(entries), LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Starts a program as the server's account, in a folder it can surely enter. An environment that is given is added to the server's.
 * @throws EmbeddedPostgresError when this process may not change to that account.
 */
export function spawnAs(account: ServerAccount, file: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const cwd = process.platform === 'win32' ? process.cwd() : '/';
  try {
    return spawn(file, args, { cwd, ...account.switchTo, ...options, env: { ...serverEnvironment(), ...options.env } });
  } catch (error) {
    // Node throws this one instead of emitting it.
    if (errorCode(error) === 'EPERM' && account.switchTo !== undefined) throw cannotSwitch(account, error);
    throw error;
  }
}

/**
 * Runs a program as the server's account and waits for its end.
 * @throws EmbeddedPostgresError when this process may not change to that account.
 */
export async function runAs(account: ServerAccount, file: string, args: readonly string[]): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawnAs(account, file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', (error) => resolve({ code: -1, stdout, stderr: error.message }));
    child.once('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}
