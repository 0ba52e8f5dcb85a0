// A process is its pid and the moment it started: a pid alone is soon given to someone else.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One process, for as long as it lives. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own notation; compared, never read. */
  readonly startedAt: string;
}

/** The process that has this pid now; undefined when none runs (a zombie does not run). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
    if (stat === undefined) return undefined;
    // The command's name stands in parentheses and may hold anything; the plain fields begin behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    if (state === 'Z' || state === 'X') return undefined;
    return { pid, startedAt: fields[19] ?? '' };
  }
  if (!signalReaches(pid)) return undefined;
  if (process.platform === 'win32') return { pid, startedAt: '' };
  const shown = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  const startedAt = shown?.stdout.trim() ?? '';
  return startedAt === '' ? undefined : { pid, startedAt };
}

/** Whether this very process, not a later one with its pid, still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const now = await identifyProcess(identity.pid);
  return now?.startedAt === identity.startedAt;
}

/** The command line of a process as one string with spaces; undefined when it does not run or may not be seen. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const raw = await readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
    return raw === '' ? undefined : raw.split('\0').join(' ').trim();
  }
  const shown = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return shown?.stdout.trim();
}

function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
