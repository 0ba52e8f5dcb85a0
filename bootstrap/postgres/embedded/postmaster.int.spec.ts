import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster, namedPid } from './postmaster.js';

let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'sijil-postmaster-'));
});
afterAll(() => rm(data, { recursive: true, force: true }));

describe('a pid file that was left behind', () => {
  it('is no server, and stays: a dying server looks like another process, and sessions of a killed one may still write', async () => {
    const file = join(data, 'postmaster.pid');
    const text = `${String(process.pid)}\n${data}\n1700000000\n5432\n\n127.0.0.1\n  1234567         3\nready   \n`;
    await writeFile(file, text);
    expect(await findPostmaster(data)).toBeUndefined();
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await namedPid(data)).toBe(process.pid);
  });

  it('may be missing', async () => {
    expect(await findPostmaster(join(data, 'nothing'))).toBeUndefined();
    expect(await namedPid(join(data, 'nothing'))).toBeUndefined();
  });
});
