// A lock is a file that appears whole, by a hard link, and names its holder; a dead holder's file is removed by
// whoever holds the lock on that very file, so that no two rescuers remove two locks.
import { randomBytes } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js';

/** A held lock. */
export interface FileLock {
  /** Gives the lock back. */
  release(): Promise<void>;
}

interface Holder extends ProcessIdentity {
  readonly token: string;
}

const POLL_MS = 50;

/**
 * Waits for the lock at this path and takes it; a lock whose holder is dead is taken over.
 * @throws Error when a living process holds it longer than `waitMs` (milliseconds).
 */
export async function acquireFileLock(path: string, waitMs = 120_000): Promise<FileLock> {
  const own = await identifyProcess(process.pid);
  const me: Holder = { pid: process.pid, startedAt: own?.startedAt ?? '', token: randomBytes(12).toString('hex') };
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (await place(path, me)) return { release: () => unlink(path) };
    const holder = await readHolder(path);
    if (holder === undefined) continue;
    if (!(await isRunning(holder))) {
      await removeStale(path, holder, deadline - Date.now());
      continue;
    }
    if (Date.now() > deadline) throw new Error(`process ${String(holder.pid)} holds ${path} and does not give it back`);
    await pause(POLL_MS);
  }
}

async function place(path: string, me: Holder): Promise<boolean> {
  const draft = `${path}.${me.token}`;
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function removeStale(path: string, dead: Holder, waitMs: number): Promise<void> {
  const rescue = await acquireFileLock(`${path}.${dead.token}`, waitMs);
  try {
    const now = await readHolder(path);
    if (now?.token === dead.token) await unlink(path);
  } finally {
    await rescue.release();
  }
}

/** The holder named in the file; undefined when the file is gone. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${path} is not a lock of this program; remove it if no process uses it`, { cause: error });
  }
}
