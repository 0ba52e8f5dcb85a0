// Starts are serialised by a lock in the home: one makes the data and the server, all others find it running and join.
import { access, chmod, constants, lstat, readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../../../commands/files/make-folder.js';
import { ConfigError } from '../../config/config-error.js';
import { acquireFileLock } from '../../process/file-lock.js';
import { errorCode } from '../sql-state.js';
import { sweepAbandoned } from './abandoned.js';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';
import { initialiseData, SUPERUSER } from './initialise.js';
import { dataFolder, existingInstance, logFile, markLived, markReady, openInstance, passwordFile, type Instance } from './instance.js';
import { launch, type Launched } from './launch.js';
import { locateBinaries, type Binaries } from './platform-binaries.js';
import { findPostmaster, serves, stopPostmaster, type Postmaster } from './postmaster.js';
import { chooseServerAccount, type ServerAccount } from './server-account.js';
import { revive } from './revive.js';
import { knock, type Usage } from './usage.js';
import { usableBinaries } from './usable-binaries.js';

/** What a start needs to know. */
export interface EmbeddedPostgresOptions {
  /** Folder of the ledger's data; made when missing. */
  readonly home: string;
  /** Account root lends the server (SIJIL_PG_OS_USER). */
  readonly osUser?: string;
  /** Folder for data where the server's account cannot enter the home. */
  readonly outsideRoot?: string;
  /** Hears what takes time. */
  readonly onProgress?: (step: string) => void;
}

/** A login of the server. */
export interface PostgresLogin {
  readonly name: string;
  readonly password: string;
}

/** A running embedded server this process has a share in. */
export interface EmbeddedPostgres {
  /** Address of a database, for a login or else the superuser. */
  url(database: string, login?: PostgresLogin): string;
  /** Address of the database `postgres` for the superuser. */
  readonly adminUrl: string;
  /** What the operator should know, a line each. */
  readonly warnings: readonly string[];
  /** Process id of the server as it was joined. */
  readonly pid: number;
  /** Records that the data are no longer a demo or a test; call before the first command from outside is accepted. */
  markLived(): Promise<void>;
  /** Gives the share back; the last one stops the server. Close every pool before. */
  close(): Promise<void>;
}

const START_LIMIT_MS = 90_000;

/**
 * Starts the embedded PostgreSQL of a home, or joins the one that runs.
 * @throws EmbeddedPostgresError in one line, when it cannot run on this machine or its data are not at hand.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const asked = resolve(options.home);
  await makeHome(asked);
  const home = await realpath(asked);
  const warnings: string[] = [];
  const lock = await acquireFileLock(join(home, 'start.lock'));
  try {
    const existing = await existingInstance(home);
    const account = await chooseServerAccount(options.osUser, existing === undefined ? undefined : dataFolder(existing));
    if (options.osUser !== undefined && account.switchTo === undefined) {
      warnings.push(`SIJIL_PG_OS_USER is only heeded when root starts the program; PostgreSQL runs as ${account.name}`);
    }
    const outsideRoot = await realpath(options.outsideRoot ?? '/var/tmp').catch(() => '/var/tmp');
    const opened = await openInstance(home, outsideRoot, account);
    warnings.push(...opened.warnings, ...(await sweepAbandoned(outsideRoot)));
    const binaries = await usableBinaries(await locateBinaries(), account, opened.instance.folder);
    if (existing === undefined) options.onProgress?.('making the database');
    await initialiseData(opened.instance, binaries, account);
    await markReady(home, opened.instance);
    options.onProgress?.('starting PostgreSQL');
    const { usage, server } = await joinOrLaunch(opened.instance, binaries, account);
    usage.whenAway(async () => {
      const revived = await revive({ home, instance: opened.instance, binaries, account, port: server.port });
      if (revived) options.onProgress?.('PostgreSQL had ended and was started again');
    });
    return await running(opened.instance, binaries, usage, server, warnings);
  } finally {
    await lock.release();
  }
}

/** Makes the home if it is missing: open for passing through only, what lies in it is closed by its own mode. */
async function makeHome(home: string): Promise<void> {
  try {
    if ((await lstat(home).catch(() => undefined)) === undefined) {
      await makeFolder(home);
      await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
    }
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new ConfigError('SIJIL_HOME', `the folder ${home} cannot be written to (${errorCode(error) ?? String(error)})`);
  }
}

interface Joined {
  readonly usage: Usage;
  readonly server: Postmaster;
}

async function joinOrLaunch(instance: Instance, binaries: Binaries, account: ServerAccount): Promise<Joined> {
  const deadline = Date.now() + START_LIMIT_MS;
  let launched: Launched | undefined;
  for (;;) {
    const server = await findPostmaster(dataFolder(instance));
    if (server !== undefined) {
      const usage = await knockUntilAnswered(instance, server, deadline, () => launched?.said() ?? '');
      if (usage !== undefined) return { usage, server: (await findPostmaster(dataFolder(instance))) ?? server };
    } else if (launched === undefined) {
      launched = await launch(instance, binaries, account);
    } else if (launched.ended()) {
      const said = launched.said();
      if (!passes(said)) throw new EmbeddedPostgresError(`${fatalLine(said)} (see ${logFile(instance)}); ${USE_A_SERVER}`);
      launched = undefined;
      await pause(200);
    }
    if (Date.now() > deadline) throw notAnswering(instance, launched?.said() ?? '');
    await pause(10);
  }
}

/** A share in the server; undefined when the server went away meanwhile, as one that was just being stopped does. */
async function knockUntilAnswered(instance: Instance, server: Postmaster, deadline: number, said: () => string): Promise<Usage | undefined> {
  for (let now: Postmaster | undefined = server; now?.pid === server.pid && (await serves(server)); now = await findPostmaster(dataFolder(instance))) {
    if (now.port !== 0) {
      const answer = await knock(address(now.port, SUPERUSER, await password(instance), 'postgres'), now.dataFolder);
      if (answer.outcome === 'joined') return answer.usage;
      if (answer.outcome === 'refused') throw new EmbeddedPostgresError(`${answer.reason} (process ${String(server.pid)})`);
    }
    if (Date.now() > deadline) throw notAnswering(instance, said());
    await pause(20);
  }
  return undefined;
}

/** Whether a failed launch may succeed when tried again: the port was taken meanwhile, or backends of a killed server are still ending. */
function passes(said: string): boolean {
  return /Address already in use|pre-existing shared memory block|lock file "postmaster\.pid"/.test(said);
}

function fatalLine(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? lines.at(-1) ?? 'the server ended without a word';
}

function notAnswering(instance: Instance, said: string): EmbeddedPostgresError {
  const last = said.trim() === '' ? '' : `: ${said.trim().split('\n').at(-1) ?? ''}`;
  return new EmbeddedPostgresError(`the server does not answer after ${String(START_LIMIT_MS / 1000)} s (see ${logFile(instance)})${last}`);
}

async function running(instance: Instance, binaries: Binaries, usage: Usage, server: Postmaster, warnings: readonly string[]): Promise<EmbeddedPostgres> {
  const superuser: PostgresLogin = { name: SUPERUSER, password: await password(instance) };
  const url = (database: string, login = superuser): string => address(server.port, login.name, login.password, database);
  let closed: Promise<void> | undefined;
  return {
    url,
    adminUrl: url('postgres'),
    warnings,
    pid: server.pid,
    markLived: () => markLived(instance),
    close: () => (closed ??= usage.leave(() => stopNow(instance, binaries))),
  };
}

/** Stops the server that runs on the data now: the one that was joined may have been started again since. */
async function stopNow(instance: Instance, binaries: Binaries): Promise<void> {
  const server = await findPostmaster(dataFolder(instance));
  if (server !== undefined) await stopPostmaster(server, binaries);
}

async function password(instance: Instance): Promise<string> {
  return (await readFile(passwordFile(instance), 'utf8')).trim();
}

function address(port: number, user: string, secret: string, database: string): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(secret)}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
}
