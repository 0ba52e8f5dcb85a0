import { chmod, cp, lstat, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureLibraryLinks } from './library-links.js';
import { locateBinaries, program, type Binaries } from './platform-binaries.js';
import { runAs } from './run-as.js';
import { chooseServerAccount, type ServerAccount } from './server-account.js';
import { usableBinaries } from './usable-binaries.js';

const asRoot = process.getuid?.() === 0;

describe('binaries', () => {
  let folder: string;
  let installed: Binaries;
  let account: ServerAccount;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sijil-binaries-'));
    await chmod(folder, 0o711);
    account = await chooseServerAccount(undefined, undefined);
    const located = await locateBinaries();
    installed = { ...located, native: join(folder, 'package', 'native') };
    await cp(located.native, installed.native, { recursive: true, verbatimSymlinks: true });
    await chmod(join(folder, 'package'), 0o755);
  });
  afterEach(async () => {
    await ensureLibraryLinks(installed.native);
    await chmod(join(installed.native, 'bin', 'postgres'), 0o755);
    await chmod(join(installed.native, 'share'), 0o755);
    await rm(join(folder, `native-${installed.version}`), { recursive: true, force: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const removeLinks = async (): Promise<number> => {
    let removed = 0;
    for (const entry of await readdir(join(installed.native, 'lib'), { withFileTypes: true })) {
      if (!entry.isSymbolicLink()) continue;
      await unlink(join(installed.native, 'lib', entry.name));
      removed += 1;
    }
    return removed;
  };

  it('are used where they are when the account can run them', async () => {
    expect(await usableBinaries(installed, account, folder)).toEqual(installed);
    expect(await readdir(folder)).toEqual(['package']);
  });

  it('get the library links that an install without scripts left out', async () => {
    const removed = await removeLinks();
    if (process.platform === 'linux') expect(removed).toBeGreaterThan(0);
    await Promise.all([ensureLibraryLinks(installed.native), ensureLibraryLinks(installed.native)]);
    expect(await usableBinaries(installed, account, folder)).toEqual(installed);
    expect((await readdir(join(installed.native, 'lib'), { withFileTypes: true })).filter((entry) => entry.isSymbolicLink())).toHaveLength(removed);
  });

  it.skipIf(!asRoot)('are copied once to where the account can run them, links and modes included', async () => {
    await removeLinks();
    await chmod(join(installed.native, 'bin', 'postgres'), 0o700);
    await chmod(join(installed.native, 'share'), 0o700);
    const before = process.umask(0o077);
    try {
      const copy = await usableBinaries(installed, account, folder);
      expect(copy.native).toBe(join(folder, `native-${installed.version}`));
      expect((await runAs(account, program(copy, 'postgres'), ['--version'])).stdout).toMatch(/^postgres \(PostgreSQL\) /);
      const { ino } = await lstat(copy.native);
      expect(await usableBinaries(installed, account, folder)).toEqual(copy);
      expect((await lstat(copy.native)).ino).toBe(ino);
    } finally {
      process.umask(before);
    }
  });

  it.skipIf(process.platform !== 'linux')('say in one line that the loader they ask for is missing, as on Alpine', async () => {
    const server = join(installed.native, 'bin', 'postgres');
    const whole = await readFile(server);
    try {
      const elsewhere = Buffer.from(whole);
      const at = elsewhere.indexOf('/ld-linux');
      expect(at).toBeGreaterThan(0);
      elsewhere.write('/no-loader', at);
      await writeFile(server, elsewhere);
      await expect(usableBinaries(installed, account, folder)).rejects.toThrow(/^the embedded PostgreSQL cannot run here: its binaries need glibc, .*; set DATABASE_URL/);
    } finally {
      await writeFile(server, whole);
    }
  });

  it('say in one line why they cannot run', async () => {
    // What a file system that runs nothing comes down to.
    await chmod(join(installed.native, 'bin', 'postgres'), 0o600);
    await expect(usableBinaries(installed, account, folder)).rejects.toThrow(/^the embedded PostgreSQL cannot run here: .*EACCES.*; set DATABASE_URL and VAULT_DATABASE_URL/);
  });
});
