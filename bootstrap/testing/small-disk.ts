// A file system of a few megabytes, to be filled: a tmpfs where this account may mount one.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';

/** What a suite's name ends in when it needs a file system of its own: the closing summary finds it again by this. */
export const SMALL_DISK_MARK = ' (needs the right to mount)';

/** A mounted file system. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it up to so many free bytes. */
  fill(leave: number): Promise<void>;
  /** Gives the space of `fill` back. */
  free(): Promise<void>;
  /** Unmounts it with all it holds. */
  remove(): void;
}

/** Mounts one. Throws where this account may not. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'sijil-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${String(megabytes)}m,mode=0711`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  chmodSync(folder, 0o711);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    async fill(leave) {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leave), 1), { flag: 'a' });
    },
    free: () => rm(ballast, { force: true }),
    remove: () => {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' });
      rmdirSync(folder);
    },
  };
}

/** A `describe` for suites that fill a disk: skipped, and listed in the closing summary, where none can be mounted. */
export function onSmallDisk(name: string, suite: () => void): void {
  describe.skipIf(!mayMount())(`${name}${SMALL_DISK_MARK}`, suite);
}

function mayMount(): boolean {
  try {
    mountSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
}
