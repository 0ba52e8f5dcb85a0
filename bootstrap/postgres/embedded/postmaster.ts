// A server runs when the process named in postmaster.pid is a postgres on the folder the file names; anything else is a leftover.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { commandLine } from '../../process/process-identity.js';
import { program, type Binaries } from './platform-binaries.js';

const run = promisify(execFile);

/** A running server. */
export interface Postmaster {
  readonly pid: number;
  /** TCP port; 0 while the server has not written it yet. */
  readonly port: number;
  /** Data folder as the server knows it. */
  readonly dataFolder: string;
}

/**
 * The server that runs on a data folder, left by whomever; undefined when none runs. A pid file that was left behind
 * stays: it leads the next server to the shared memory that sessions of a killed one may still write through.
 */
export async function findPostmaster(dataFolder: string): Promise<Postmaster | undefined> {
  const file = await readPidFile(dataFolder);
  if (file === undefined) return undefined;
  const moved = file.dataFolder !== dataFolder;
  // A copied folder carries the pid file of a server that serves the original.
  const copied = moved && (await readPidFile(file.dataFolder))?.pid === file.pid;
  return !copied && (await serves(file)) ? file : undefined;
}

/** The pid that a pid file names, whoever has it now; undefined without a file. */
export async function namedPid(dataFolder: string): Promise<number | undefined> {
  return (await readPidFile(dataFolder))?.pid;
}

/** Whether this server still runs. */
export async function serves(server: Postmaster): Promise<boolean> {
  const command = await commandLine(server.pid);
  return command !== undefined && /postgres/.test(command) && command.includes(server.dataFolder);
}

/** Asks for a fast shutdown (open sessions end, everything is written) and waits for the end, at most `waitMs`. */
export async function stopPostmaster(server: Postmaster, binaries: Binaries | undefined, waitMs = 60_000): Promise<void> {
  await interrupt(server.pid, binaries);
  const deadline = Date.now() + waitMs;
  while (await serves(server)) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (pid ${String(server.pid)}) did not stop within ${String(waitMs / 1000)} s`);
    await pause(20);
  }
}

async function interrupt(pid: number, binaries: Binaries | undefined): Promise<void> {
  if (process.platform === 'win32' && binaries !== undefined) {
    // Windows has no signals: pg_ctl brings the message.
    await run(program(binaries, 'pg_ctl'), ['kill', 'INT', String(pid)]);
    return;
  }
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function readPidFile(dataFolder: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const [pid = '', folder = '', , port = ''] = text.split('\n');
  // A single-user backend writes its pid negated.
  return { pid: Math.abs(Number.parseInt(pid, 10)) || 0, dataFolder: folder, port: Number.parseInt(port, 10) || 0 };
}
