import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { identifyProcess } from '../process/process-identity.js';
import { makeRunHome, removeDeadRuns } from './run-home.js';
import { runTypescript } from './run-typescript.js';

const USER_OF_THE_SERVER = fileURLToPath(new URL('../postgres/embedded/testing/user-of-the-server.ts', import.meta.url));

it('clears away after a run that was killed, server included, and leaves living runs alone', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sijil-runs-'));
  await chmod(root, 0o711);
  const living = await makeRunHome(root);
  const dead = await makeRunHome(root, { pid: process.pid, startedAt: 'long ago' });
  const user = runTypescript(USER_OF_THE_SERVER, [dead, root]);
  const { pid } = JSON.parse(await user.nextLine()) as { pid: number };
  await user.kill();
  expect(await identifyProcess(pid)).toBeDefined();
  await removeDeadRuns(root);
  expect(await identifyProcess(pid)).toBeUndefined();
  expect(await readdir(root)).toEqual([basename(living)]);
  await rm(root, { recursive: true });
});
