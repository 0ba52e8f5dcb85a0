// A test run's home names the process it belongs to, so that the next run can clear away after one that was killed.
import { chmod, lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder, existingInstance } from '../postgres/embedded/instance.js';
import { findPostmaster, stopPostmaster } from '../postgres/embedded/postmaster.js';
import { identifyProcess, isRunning, type ProcessIdentity } from '../process/process-identity.js';

const PREFIX = 'sijil-test-run-';
const RUN_FILE = 'run';

/** Makes an empty home for the server of this test run. */
export async function makeRunHome(root = tmpdir(), owner?: ProcessIdentity): Promise<string> {
  const home = await mkdtemp(join(root, PREFIX));
  // Root lends the server an account of its own, which must pass.
  await chmod(home, 0o711);
  await writeFile(join(home, RUN_FILE), JSON.stringify(owner ?? (await identifyProcess(process.pid))), { mode: 0o600 });
  return home;
}

/** Stops the servers and removes the homes of test runs whose process is gone. */
export async function removeDeadRuns(root = tmpdir()): Promise<void> {
  for (const name of await readdir(root)) {
    const home = join(root, name);
    if (!name.startsWith(PREFIX) || (await lstat(home).catch(() => undefined))?.uid !== process.getuid?.()) continue;
    const owner = await readOwner(home);
    if (owner === undefined || (await isRunning(owner))) continue;
    const instance = await existingInstance(home);
    const server = instance === undefined ? undefined : await findPostmaster(dataFolder(instance));
    if (server !== undefined) await stopPostmaster(server, undefined);
    await rm(home, { recursive: true, force: true });
  }
}

/** The process a run's home belongs to; undefined while it is still being written. */
async function readOwner(home: string): Promise<ProcessIdentity | undefined> {
  try {
    return JSON.parse(await readFile(join(home, RUN_FILE), 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
