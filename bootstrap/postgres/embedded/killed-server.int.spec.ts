import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start.js';

let home: string;
const servers: EmbeddedPostgres[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sijil-killed-'));
  await chmod(home, 0o711);
  // Making a cluster takes its time: it is not that of the first test.
  await (await startEmbeddedPostgres({ home })).close();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ home });
  servers.push(server);
  return server;
}

async function query(server: EmbeddedPostgres, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Gives the pid that a killed server left in its pid file to another process. */
async function nameInPidFile(pid: number): Promise<void> {
  const pidFile = join(home, 'postgres', 'data', 'postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await writeFile(pidFile, [String(pid), ...lines.slice(1)].join('\n'));
}

describe('a server that was killed, its pid file left behind', () => {
  it('is started anew when its pid was given to another', async () => {
    const first = await start();
    await query(first, 'create table kept as select 7 as n');
    process.kill(first.pid, 'SIGKILL');
    await first.close();
    // One of the server's own account: the pid of anyone else PostgreSQL passes over by itself.
    const { uid, gid } = await stat(join(home, 'postgres', 'data'));
    const stranger = spawn('sleep', ['600'], { uid, gid, stdio: 'ignore' });
    try {
      await nameInPidFile(stranger.pid ?? 0);
      const second = await start();
      expect(second.pid).not.toBe(stranger.pid);
      expect(await query(second, 'select n from kept')).toEqual([{ n: 7 }]);
    } finally {
      stranger.kill();
    }
  });

  it.skipIf(process.platform !== 'linux')('is not started beside one of its sessions that lives on', async () => {
    const first = await start();
    const session = new pg.Client({ connectionString: first.adminUrl });
    session.on('error', () => undefined);
    await session.connect();
    const backend = Number((await session.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid);
    // A session that is stopped does not notice that its server died, and would write on when it is let go.
    process.kill(backend, 'SIGSTOP');
    let second: Promise<EmbeddedPostgres>;
    try {
      process.kill(first.pid, 'SIGKILL');
      await first.close();
      await nameInPidFile(process.pid);
      second = start();
      await expect.poll(() => readFile(join(home, 'postgres', 'postgres.log'), 'utf8'), { timeout: 20_000 }).toMatch(/pre-existing shared memory block/);
    } finally {
      process.kill(backend, 'SIGKILL');
    }
    expect(await query(await second, 'select 1 as up')).toEqual([{ up: 1 }]);
    await session.end().catch(() => undefined);
  });
});
