// Binaries are usable when the server's account has run them; what it cannot reach is copied to where it can.
import { chmod, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError, USE_A_SERVER } from './embedded-postgres-error.js';
import { ensureLibraryLinks } from './library-links.js';
import { program, type Binaries } from './platform-binaries.js';
import { runAs, type RunResult } from './run-as.js';
import type { ServerAccount } from './server-account.js';

/**
 * Gives binaries the account can run: those installed, else a copy in the folder, made once for each version.
 * Call under the start lock.
 * @throws EmbeddedPostgresError when not even a copy runs (another or an old C library, a file system that runs nothing).
 */
export async function usableBinaries(installed: Binaries, account: ServerAccount, folder: string): Promise<Binaries> {
  const linked = await ensureLibraryLinks(installed.native).then(
    () => true,
    () => false,
  );
  if (linked && (await tryRun(installed, account)).code === 0) return installed;
  const copy: Binaries = { native: join(folder, `native-${installed.version}`), version: installed.version };
  await copyOnce(installed.native, copy.native);
  const result = await tryRun(copy, account);
  if (result.code !== 0) throw new EmbeddedPostgresError(`${whyNot(result)}; ${USE_A_SERVER}`);
  return copy;
}

async function tryRun(binaries: Binaries, account: ServerAccount): Promise<RunResult> {
  const server = await runAs(account, program(binaries, 'postgres'), ['--version']);
  return server.code === 0 ? runAs(account, program(binaries, 'initdb'), ['--version']) : server;
}

function whyNot(result: RunResult): string {
  // The file is there, since it was just copied: what the system misses is the loader the file asks for.
  if (/ENOENT/.test(result.stderr)) return 'its binaries need glibc, and this system (musl, as in Alpine?) has none';
  return result.stderr.split('\n').find((line) => line.trim() !== '') ?? `its programs end with code ${String(result.code)}`;
}

async function copyOnce(from: string, to: string): Promise<void> {
  if (await lstat(to).catch(() => undefined)) return;
  const draft = `${to}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await ensureLibraryLinks(draft);
  await openForReading(draft);
  await rename(draft, to);
}

/** Lets everyone read, and run what its owner may run, whatever the umask was at install and is now. */
async function openForReading(path: string): Promise<void> {
  await chmod(path, 0o755);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) await openForReading(at);
    else if (entry.isFile()) await chmod(at, ((await lstat(at)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
