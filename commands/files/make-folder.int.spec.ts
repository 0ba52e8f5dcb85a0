import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from './make-folder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-folders-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('making a folder', () => {
  it('makes those above it, with the mode that is asked for, and leaves what is there', async () => {
    const path = join(folder, 'a', 'b', 'c');
    await Promise.all([makeFolder(path, 0o700), makeFolder(path, 0o700)]);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await writeFile(join(path, 'kept'), '');
    await makeFolder(path);
    expect((await stat(join(path, 'kept'))).isFile()).toBe(true);
  });

  it('is refused where a file or a link to nothing is in the way', async () => {
    await writeFile(join(folder, 'file'), '');
    await symlink(join(folder, 'nowhere'), join(folder, 'link'));
    await expect(makeFolder(join(folder, 'file'))).rejects.toThrow('EEXIST');
    await expect(makeFolder(join(folder, 'file', 'in'))).rejects.toThrow('ENOTDIR');
    await expect(makeFolder(join(folder, 'link'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(!existsSync('/proc/self'))('is refused where folders cannot be, instead of trying for ever', async () => {
    await expect(makeFolder('/proc/sijil')).rejects.toThrow('ENOENT');
    await expect(makeFolder('/proc/sijil/deeper')).rejects.toThrow('ENOENT');
  });
});
