// The data of a home lie in its own folder, or, where the server's account cannot enter that, under a random name in
// the outside folder: `instance` in the home names the folder, `owner` in the folder names the home.
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, realpath, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';
import { runAs } from './run-as.js';
import { giveTo, type ServerAccount } from './server-account.js';

/** Where everything of one server lies. */
export interface Instance {
  readonly folder: string;
  /** Whether the folder lies outside the home. */
  readonly outside: boolean;
}

/** The prefix of folders in the outside folder. */
export const OUTSIDE_PREFIX = 'sijil-';

/** PostgreSQL's data folder. */
export const dataFolder = (instance: Instance): string => join(instance.folder, 'data');
/** File of the superuser's password. */
export const passwordFile = (instance: Instance): string => join(instance.folder, 'password');
/** File the server writes its log to. */
export const logFile = (instance: Instance): string => join(instance.folder, 'postgres.log');
/** File whose presence says that nothing but a demo or a test was ever written. */
export const demoMark = (folder: string): string => join(folder, 'demo-or-test-only');
/** File in an outside folder that names its home. */
export const ownerFile = (folder: string): string => join(folder, 'owner');
/** File in a home that names its outside folder. */
export const instanceFile = (home: string): string => join(home, 'instance');

/** The folder where a home keeps its data when the server's account can reach it. */
export const insideFolder = (home: string): string => join(home, 'postgres');

interface InstanceNote {
  readonly folder: string;
  /** False until the first start has made the data. */
  readonly ready: boolean;
}

/** Where existing data of this home lie; undefined before the first start. */
export async function existingInstance(home: string): Promise<Instance | undefined> {
  const note = await readNote(home);
  if (note !== undefined) return { folder: note.folder, outside: true };
  const inside: Instance = { folder: insideFolder(home), outside: false };
  return (await isThere(dataFolder(inside))) ? inside : undefined;
}

/**
 * Opens the home's folder for data, choosing one on the first start. Call under the start lock.
 * @returns the folder, and what the operator should know about it.
 * @throws EmbeddedPostgresError when data were made and their folder is gone or cannot be reached.
 */
export async function openInstance(home: string, outsideRoot: string, account: ServerAccount): Promise<{ instance: Instance; warnings: string[] }> {
  const note = await readNote(home);
  if (note !== undefined) return openOutside(home, note, account);
  const inside: Instance = { folder: insideFolder(home), outside: false };
  const made = await isThere(dataFolder(inside));
  await mkdir(inside.folder, { recursive: true });
  await chmod(inside.folder, 0o711);
  if (await canEnter(account, inside)) return { instance: inside, warnings: [] };
  if (made) {
    throw new EmbeddedPostgresError(
      `the account ${account.name} it runs as cannot reach its data in ${dataFolder(inside)}; let it pass the folders above (chmod o+x), move ${home} back, or ${USE_A_SERVER}`,
    );
  }
  const chosen: InstanceNote = { folder: join(outsideRoot, `${OUTSIDE_PREFIX}${randomBytes(8).toString('hex')}`), ready: false };
  await writeNote(home, chosen);
  return openOutside(home, chosen, account);
}

/** Records that the data are made: from now on a missing folder is a loss, not a beginning. */
export async function markReady(home: string, instance: Instance): Promise<void> {
  if (instance.outside) await writeNote(home, { folder: instance.folder, ready: true });
}

/** Takes the mark off: the folder holds data of a life from now on, and no start removes it. */
export async function markLived(instance: Instance): Promise<void> {
  if (!instance.outside) return;
  await unlink(demoMark(instance.folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await syncFolder(instance.folder);
}

/** The outside folder a home names; undefined when it names none. */
export async function readNote(home: string): Promise<InstanceNote | undefined> {
  try {
    return JSON.parse(await readFile(instanceFile(home), 'utf8')) as InstanceNote;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function openOutside(home: string, note: InstanceNote, account: ServerAccount): Promise<{ instance: Instance; warnings: string[] }> {
  const instance: Instance = { folder: note.folder, outside: true };
  if (!(await isOurs(note.folder))) {
    if (note.ready) {
      throw new EmbeddedPostgresError(
        `${instanceFile(home)} says the data are in ${note.folder}, and they are not; put them back, or remove ${home} to begin with nothing`,
      );
    }
    await mkdir(note.folder, { mode: 0o711 });
    await writeFile(demoMark(note.folder), 'Nothing but a demo or a test was written here.\n', { mode: 0o600 });
  }
  await chmod(note.folder, 0o711);
  const warnings = [`the data lie in ${note.folder}, since the account ${account.name} cannot reach ${home}; cleaners of ${dirname(note.folder)} must spare it`];
  const here = await realpath(home);
  const before = (await readFile(ownerFile(note.folder), 'utf8').catch(() => '')).trim();
  if (before !== '' && before !== here && (await readNote(before).catch(() => undefined))?.folder === note.folder) {
    warnings.push(`${before} and ${here} both name ${note.folder} and share one database: is one a copy?`);
  }
  if (before !== here) await replaceFile(ownerFile(note.folder), `${here}\n`);
  return { instance, warnings };
}

/** Whether the account can enter a folder of its own here: asked of the system itself, not worked out from modes. */
async function canEnter(account: ServerAccount, instance: Instance): Promise<boolean> {
  if (account.switchTo === undefined) return true;
  const trial = join(instance.folder, 'reach');
  await rm(trial, { recursive: true, force: true });
  await mkdir(trial, { mode: 0o700 });
  try {
    await giveTo(account, trial);
    return (await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', trial])).code === 0;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** In a folder everyone may write to, only a folder of our own may be trusted. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return false;
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new EmbeddedPostgresError(`${folder} belongs to someone else`);
  return true;
}

async function writeNote(home: string, note: InstanceNote): Promise<void> {
  await replaceFile(instanceFile(home), `${JSON.stringify(note)}\n`);
}

async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  await writeFile(draft, text, { mode: 0o600, flush: true });
  await rename(draft, path);
  await syncFolder(dirname(path));
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
