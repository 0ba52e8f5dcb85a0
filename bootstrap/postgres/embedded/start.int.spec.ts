import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commandLine, identifyProcess } from '../../process/process-identity.js';
import { runTypescript, type TypescriptProcess } from '../../testing/run-typescript.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { demoMark, instanceFile } from './instance.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start.js';

const run = promisify(execFile);
const USER_OF_THE_SERVER = fileURLToPath(new URL('testing/user-of-the-server.ts', import.meta.url));
const asRoot = process.getuid?.() === 0;

interface Said {
  readonly pid: number;
  readonly adminUrl: string;
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('embedded PostgreSQL', () => {
  let ground: string;
  let home: string;
  let outsideRoot: string;
  const children: TypescriptProcess[] = [];
  const servers: EmbeddedPostgres[] = [];

  // Making a cluster takes a second or two: tests that begin later copy this one.
  let template: string;
  beforeAll(async () => {
    template = await mkdtemp(join(tmpdir(), 'sijil-template-'));
    await chmod(template, 0o711);
    const server = await startEmbeddedPostgres({ home: template });
    await server.close();
  });
  afterAll(() => rm(template, { recursive: true, force: true }));

  beforeEach(async () => {
    ground = await mkdtemp(join(tmpdir(), 'sijil-embedded-'));
    await chmod(ground, 0o711);
    home = join(ground, 'home');
    outsideRoot = join(ground, 'outside');
    await mkdir(outsideRoot);
    await chmod(outsideRoot, 0o755);
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    for (const child of children.splice(0)) await child.kill();
    await stopOrphans(ground);
    await rm(ground, { recursive: true, force: true });
  });

  const start = async (at = home): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ home: at, outsideRoot });
    servers.push(server);
    return server;
  };
  const settle = async (at = home): Promise<string> => {
    await run('cp', ['-a', template, at]);
    return at;
  };
  const startElsewhere = (at = home, options: { uid?: number; gid?: number } = {}): TypescriptProcess => {
    const child = runTypescript(USER_OF_THE_SERVER, [at, outsideRoot], options);
    children.push(child);
    return child;
  };
  const said = async (child: TypescriptProcess): Promise<Said> => JSON.parse(await child.nextLine()) as Said;

  it('starts on nothing, keeps its data over a stop, and leaves no process', async () => {
    const first = await start();
    expect(first.warnings).toEqual([]);
    await query(first.adminUrl, 'create table kept as select 7 as n');
    const [settings] = await query(
      first.adminUrl,
      `select current_setting('fsync') as fsync, current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
              current_setting('unix_socket_directories') as sockets, (select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'postgres') as locale`,
    );
    expect(settings).toEqual({ fsync: 'on', encoding: 'UTF8', listens: '127.0.0.1', sockets: '', locale: 'b C.UTF-8' });
    await first.close();
    expect(await identifyProcess(first.pid)).toBeUndefined();
    const second = await start();
    expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('asks for a password, and keeps its own to itself', async () => {
    await settle();
    const server = await start();
    const address = new URL(server.adminUrl);
    address.password = 'guessed';
    await expect(query(address.href, 'select 1')).rejects.toThrow('password authentication failed');
    for (const file of ['password', 'postgres.log']) expect((await stat(join(home, 'postgres', file))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(home, 'postgres'))).not.toContain('password.new');
  });

  it('runs the server in a session of its own, out of reach of the terminal', async () => {
    await settle();
    const server = await start();
    if (process.platform !== 'linux') return;
    const session = async (pid: number): Promise<string | undefined> => (await readFile(`/proc/${String(pid)}/stat`, 'utf8')).split(') ')[1]?.split(' ')[3];
    expect(await session(server.pid)).toBe(String(server.pid));
    expect(await session(process.pid)).not.toBe(String(server.pid));
  });

  it('adopts the server of a killed process, with everything in it', async () => {
    await settle();
    const child = startElsewhere();
    const orphan = await said(child);
    await query(orphan.adminUrl, 'create table kept as select 7 as n');
    await child.kill();
    expect(await identifyProcess(orphan.pid)).toBeDefined();
    const server = await start();
    expect(server.pid).toBe(orphan.pid);
    expect(server.adminUrl).toBe(orphan.adminUrl);
    expect(await query(server.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    await server.close();
    expect(await identifyProcess(orphan.pid)).toBeUndefined();
  });

  it('lets simultaneous first starts share one server, which the last one stops', async () => {
    const several = [startElsewhere(), startElsewhere(), startElsewhere()];
    const answers = await Promise.all(several.map(said));
    const [first] = answers;
    if (first === undefined) throw new Error('no process answered');
    expect(answers).toEqual([first, first, first]);
    for (const child of several) {
      expect(await query(first.adminUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
      child.child.kill('SIGTERM');
      expect(await child.ended).toBe(0);
    }
    expect(await identifyProcess(first.pid)).toBeUndefined();
  });

  it('starts again and again while others stop it', async () => {
    await settle();
    const rounds = await Promise.all(
      Array.from({ length: 3 }, async () => {
        for (let round = 0; round < 4; round += 1) {
          const server = await startEmbeddedPostgres({ home, outsideRoot });
          expect(await query(server.adminUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
          await server.close();
        }
        return 'done';
      }),
    );
    expect(rounds).toEqual(['done', 'done', 'done']);
  });

  it('makes the data whole after a first start that was killed half-way', async () => {
    await mkdir(join(home, 'postgres', 'data.new'), { recursive: true });
    await writeFile(join(home, 'postgres', 'data.new', 'half'), 'made');
    await chmod(home, 0o711);
    const server = await start();
    expect(await query(server.adminUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
    expect(await readdir(join(home, 'postgres'))).not.toContain('data.new');
  });

  it('does not take a copied home for the running original', async () => {
    await settle();
    const original = await start();
    await query(original.adminUrl, 'create table kept as select 7 as n');
    await query(original.adminUrl, 'checkpoint');
    const copyHome = join(ground, 'copy');
    await run('cp', ['-a', home, copyHome]);
    const copy = await start(copyHome);
    expect(copy.pid).not.toBe(original.pid);
    await query(copy.adminUrl, 'drop table kept');
    expect(await query(original.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  it('adopts the orphan of a home that was moved', async () => {
    await settle();
    const child = startElsewhere();
    const orphan = await said(child);
    await child.kill();
    const moved = join(ground, 'moved');
    await rename(home, moved);
    const server = await start(moved);
    expect(server.pid).toBe(orphan.pid);
    await server.close();
    expect(await identifyProcess(orphan.pid)).toBeUndefined();
  });

  it('refuses data of another major version in one line', async () => {
    await settle();
    await writeFile(join(home, 'postgres', 'data', 'PG_VERSION'), '14\n');
    await expect(start()).rejects.toThrow(/^the embedded PostgreSQL cannot run here: the data in .* were written by PostgreSQL 14, and this is 18; .*DATABASE_URL.*$/);
  });

  describe.skipIf(!asRoot)('started by root', () => {
    it('lends the server an account, and refuses one that does not exist or is root', async () => {
      await expect(startEmbeddedPostgres({ home, outsideRoot, osUser: 'no-such-account' })).rejects.toThrow('SIJIL_PG_OS_USER names no-such-account');
      await expect(startEmbeddedPostgres({ home, outsideRoot, osUser: 'root' })).rejects.toThrow('SIJIL_PG_OS_USER must not be root');
      servers.push(await startEmbeddedPostgres({ home, outsideRoot, osUser: 'nobody' }));
      const { uid } = await stat(join(home, 'postgres', 'data'));
      expect(String(uid)).toBe((await run('id', ['-u', 'nobody'])).stdout.trim());
    });

    it('keeps serving data as their owner, whoever would be chosen now', async () => {
      await settle();
      await run('chown', ['-R', 'nobody', join(home, 'postgres', 'data')]);
      const second = await start();
      expect(await query(second.adminUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
    });

    describe('where the account cannot enter the home', () => {
      beforeEach(async () => {
        await mkdir(join(ground, 'closed'), { mode: 0o700 });
        home = join(ground, 'closed', 'home');
      });
      // As a first start leaves it that was killed just before it wrote that the data are made.
      const settleOutside = async (): Promise<void> => {
        const folder = join(outsideRoot, 'sijil-0123456789abcdef');
        await run('cp', ['-a', join(template, 'postgres'), folder]);
        await writeFile(demoMark(folder), '');
        await mkdir(home, { mode: 0o700 });
        await writeFile(instanceFile(home), JSON.stringify({ folder, ready: false }));
      };
      const folderOf = async (at: string): Promise<string> =>
        (JSON.parse(await readFile(join(at, 'instance'), 'utf8')) as { folder: string }).folder;

      it('keeps the data outside under a random name, and finds them again', async () => {
        const first = await start();
        const folder = await folderOf(home);
        expect(folder).toMatch(new RegExp(`^${outsideRoot}/sijil-[0-9a-f]{16}$`));
        expect(first.warnings).toEqual([expect.stringContaining(`the data lie in ${folder}`)]);
        expect(await commandLine(first.pid)).toContain(`${folder}/data`);
        await query(first.adminUrl, 'create table kept as select 7 as n');
        await first.close();
        const second = await start();
        expect(await query(second.adminUrl, 'select n from kept')).toEqual([{ n: 7 }]);
        expect(await readdir(outsideRoot)).toHaveLength(1);
      });

      it('refuses to begin anew when the data are gone', async () => {
        await settleOutside();
        const first = await start();
        await first.close();
        await rm(await folderOf(home), { recursive: true });
        await expect(start()).rejects.toBeInstanceOf(EmbeddedPostgresError);
        await expect(start()).rejects.toThrow('and they are not; put them back');
      });

      it('follows a home that was moved, and removes a demo whose home is gone', async () => {
        await settleOutside();
        const first = await start();
        await first.close();
        const folder = await folderOf(home);
        const moved = join(ground, 'closed', 'moved');
        await rename(home, moved);
        const again = await start(moved);
        await again.close();
        expect((await readFile(join(folder, 'owner'), 'utf8')).trim()).toBe(moved);
        // Another ledger's start looks through the outside folder: the moved home still owns its data.
        const other = await start(await settle(join(ground, 'other')));
        expect(other.warnings).toEqual([]);
        await other.close();
        await rm(moved, { recursive: true });
        const later = await start(join(ground, 'other'));
        expect(later.warnings).toContainEqual(`${folder} held only demo or test data of ${moved}, which is gone; it was removed`);
        expect(await lstat(folder).catch(() => undefined)).toBeUndefined();
      });

      it('stops the orphan of a demo it removes', async () => {
        await settleOutside();
        const child = startElsewhere();
        const orphan = await said(child);
        await child.kill();
        await rm(home, { recursive: true });
        await start(await settle(join(ground, 'other')));
        expect(await identifyProcess(orphan.pid)).toBeUndefined();
      });

      it('only names data that were lived in', async () => {
        await settleOutside();
        const first = await start();
        await first.markLived();
        await first.markLived();
        await first.close();
        const folder = await folderOf(home);
        await rm(home, { recursive: true });
        const other = await start(await settle(join(ground, 'other')));
        expect(other.warnings).toContainEqual(expect.stringMatching(new RegExp(`^${folder} holds a ledger whose home ${home} is gone; it is kept`)));
        expect(await lstat(join(folder, 'data'))).toBeDefined();
      });

      it('says so when two homes name the same data', async () => {
        await settleOutside();
        const first = await start();
        await first.close();
        const copy = join(ground, 'closed', 'copy');
        await cp(home, copy, { recursive: true });
        const server = await start(copy);
        expect(server.warnings).toContainEqual(expect.stringContaining(`${home} and ${copy} both name`));
      });
    });

    it('does not move data it can no longer reach', async () => {
      await settle();
      await chmod(home, 0o700);
      await expect(start()).rejects.toThrow(/cannot reach its data in .*\/home\/postgres\/data; .*chmod o\+x.*DATABASE_URL/);
    });

    it('works for a user without rights', async () => {
      const nobody = { uid: Number((await run('id', ['-u', 'nobody'])).stdout), gid: Number((await run('id', ['-g', 'nobody'])).stdout) };
      const mine = join(ground, 'mine');
      await mkdir(mine);
      await run('chown', [`${String(nobody.uid)}:${String(nobody.gid)}`, mine]);
      const refused = startElsewhere(join(ground, 'not-mine'), nobody);
      await expect(refused.nextLine()).rejects.toThrow(/SIJIL_HOME: the folder .*not-mine cannot be written to \(EACCES\)/);
      const child = startElsewhere(join(mine, 'home'), nobody);
      const { pid, adminUrl } = await said(child);
      expect((await stat(`/proc/${String(pid)}`)).uid).toBe(nobody.uid);
      expect(await query(adminUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
      child.child.kill('SIGTERM');
      expect(await child.ended).toBe(0);
      expect(await identifyProcess(pid)).toBeUndefined();
    });
  });

  it.skipIf(asRoot)('runs as the user who starts it', async () => {
    const server = await start();
    expect((await stat(join(home, 'postgres', 'data'))).uid).toBe(userInfo().uid);
    await server.close();
  });
});

/** Ends servers that a failed test left on folders of this test. */
async function stopOrphans(ground: string): Promise<void> {
  if (process.platform !== 'linux') return;
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const command = await commandLine(pid);
    if (command?.includes('bin/postgres') === true && command.includes(`-D ${ground}`)) process.kill(pid, 'SIGINT');
  }
}
