import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sessionSecret } from './session-secret.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sijil-session-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('is made once, for its owner alone, and is the same for all who start at once', async () => {
  const home = join(folder, 'home');
  const secrets = await Promise.all(Array.from({ length: 5 }, () => sessionSecret(home, undefined)));
  expect(new Set(secrets).size).toBe(1);
  expect((await stat(join(home, 'session-key'))).mode & 0o777).toBe(0o600);
  expect(await sessionSecret(home, undefined)).toBe(secrets[0]);
});

it('is what a configured file holds, and a file that cannot be one is told by its variable', async () => {
  const path = join(folder, 'shared');
  await writeFile(path, `${'k'.repeat(40)}\n`);
  expect(await sessionSecret(folder, path)).toBe('k'.repeat(40));
  await writeFile(path, 'short');
  for (const wrong of [path, folder, join(folder, 'no', 'where')]) {
    await expect(sessionSecret(folder, wrong)).rejects.toMatchObject({ variable: 'SIJIL_SESSION_KEY_FILE' });
  }
});
