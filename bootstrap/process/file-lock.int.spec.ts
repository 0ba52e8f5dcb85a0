import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTypescript } from '../testing/run-typescript.js';
import { acquireFileLock } from './file-lock.js';

const HOLDER = fileURLToPath(new URL('testing/lock-holder.ts', import.meta.url));

describe('file lock', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Most holders at one moment, of so many that want the lock at once. */
  const mostInside = async (contenders: number): Promise<number> => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: contenders }, async () => {
        const lock = await acquireFileLock(path);
        inside += 1;
        most = Math.max(most, inside);
        await readFile(path, 'utf8');
        inside -= 1;
        await lock.release();
      }),
    );
    return most;
  };

  it('is held by one at a time, and leaves nothing behind', async () => {
    expect(await mostInside(8)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('names the living holder when it does not come free', async () => {
    const holder = runTypescript(HOLDER, [path]);
    expect(await holder.nextLine()).toBe('held');
    await expect(acquireFileLock(path, 100)).rejects.toThrow(`process ${String(holder.child.pid)} holds ${path}`);
    await holder.kill();
  });

  it('is taken over from a killed holder by exactly one of many', async () => {
    const holder = runTypescript(HOLDER, [path]);
    expect(await holder.nextLine()).toBe('held');
    await holder.kill();
    expect(await mostInside(6)).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over when the pid belongs to a later process', async () => {
    await writeFile(path, JSON.stringify({ pid: process.pid, startedAt: 'long ago', token: 'x' }));
    const lock = await acquireFileLock(path);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is taken over when its rescuer died as well', async () => {
    const dead = { pid: process.pid, startedAt: 'long ago' };
    await writeFile(path, JSON.stringify({ ...dead, token: 'x' }));
    await writeFile(`${path}.x`, JSON.stringify({ ...dead, token: 'y' }));
    const lock = await acquireFileLock(path);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not guess what a foreign file means', async () => {
    await writeFile(path, 'not ours');
    await expect(acquireFileLock(path)).rejects.toThrow(`${path} is not a lock of this program`);
  });
});
