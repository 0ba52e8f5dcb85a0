// The server lives in a session of its own: a Ctrl-C in the terminal does not reach it, and it outlives a killed parent.
import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { dataFolder, logFile, type Instance } from './instance.js';
import { program, type Binaries } from './platform-binaries.js';
import { namedPid } from './postmaster.js';
import { spawnAs } from './run-as.js';
import { sharedBuffers } from './shared-memory.js';
import type { ServerAccount } from './server-account.js';

/** A server that was told to start. */
export interface Launched {
  readonly pid: number;
  readonly port: number;
  /** Whether it has ended already. */
  ended(): boolean;
  /** What it wrote to its log since it was launched. */
  said(): string;
}

// fsync stays on. Pages are not compressed in the write-ahead log: on a large log each append is the first to touch its page of an index,
// and to compress that, in the one way that every build knows, costs more than to write it.
// Statements and row values are kept out of the log: they may carry personal data.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  max_wal_size: '2GB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
} as const;

const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Starts a server on the instance's data and a loopback port, a free one unless named; does not wait until it answers.
 * For data that no server runs on, as findPostmaster saw it: a pid file they carry is told to PostgreSQL as a leftover.
 * @throws EmbeddedPostgresError when the program cannot be started.
 */
export async function launch(instance: Instance, binaries: Binaries, account: ServerAccount, onPort?: number): Promise<Launched> {
  const port = onPort ?? (await freeLoopbackPort());
  const settings = Object.entries({ ...SETTINGS, shared_buffers: sharedBuffers() }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openLog(logFile(instance));
  const from = statSync(logFile(instance)).size;
  try {
    const command = ['-D', dataFolder(instance), '-p', String(port), ...settings];
    const env = passingOver(await namedPid(dataFolder(instance)));
    const child = spawnAs(account, program(binaries, 'postgres'), command, { detached: true, stdio: ['ignore', log, log], env });
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('spawn', () => resolve(child.pid ?? 0));
      child.once('error', (error) => reject(new EmbeddedPostgresError(error.message, { cause: error })));
    });
    child.unref();
    return {
      pid,
      port,
      ended: () => child.exitCode !== null || child.signalCode !== null,
      said: () => readFrom(logFile(instance), from),
    };
  } finally {
    closeSync(log);
  }
}

/**
 * PostgreSQL refuses to start while the pid of its pid file is anyone's, be it a stranger's or a dead process that was not
 * reaped. Told so by the name pg_ctl has for it, it passes over the pid, and still looks for sessions of the killed server.
 */
function passingOver(pid: number | undefined): NodeJS.ProcessEnv {
  return pid === undefined ? {} : { PG_GRANDPARENT_PID: String(pid) };
}

/** A TCP port on 127.0.0.1 that is free now; someone may take it before it is used. */
async function freeLoopbackPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

function readFrom(path: string, start: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(64_000);
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start));
  } finally {
    closeSync(file);
  }
}
