// A folder outside is abandoned when its home no longer names it; it is removed only while its mark says that nothing
// but a demo or a test was written, and otherwise only reported.
import { lstat, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { demoMark, OUTSIDE_PREFIX, ownerFile, readNote } from './instance.js';
import { findPostmaster, stopPostmaster } from './postmaster.js';

/**
 * Looks through the outside folder for data whose home is gone, and removes what is marked as a demo or a test.
 * @returns one line for each folder found.
 */
export async function sweepAbandoned(outsideRoot: string): Promise<string[]> {
  const lines: string[] = [];
  const names = await readdir(outsideRoot).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(OUTSIDE_PREFIX)) continue;
    const line = await look(join(outsideRoot, name)).catch((error: unknown) => `${join(outsideRoot, name)} could not be looked at: ${String(error)}`);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

async function look(folder: string): Promise<string | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || !found.isDirectory() || found.uid !== process.getuid?.()) return undefined;
  const home = (await readFile(ownerFile(folder), 'utf8').catch(() => '')).trim();
  // A start that is under way has not written its home yet.
  if (home === '' || (await readNote(home).catch(() => undefined))?.folder === folder) return undefined;
  if ((await lstat(demoMark(folder)).catch(() => undefined)) === undefined) {
    return `${folder} holds a ledger whose home ${home} is gone; it is kept: move it back to its home or remove it yourself`;
  }
  const data = join(await realpath(folder), 'data');
  const server = await findPostmaster(data);
  if (server !== undefined) await stopPostmaster(server, undefined);
  await rm(folder, { recursive: true, force: true });
  return `${folder} held only demo or test data of ${home}, which is gone; it was removed`;
}
