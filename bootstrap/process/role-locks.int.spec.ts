import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SINGLE_HOLDER_ROLES } from '../config/roles.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { startTcpProxy } from '../testing/tcp-proxy.js';
import { holdRole, RoleHeldError, type RoleHold } from './role-locks.js';

describe('role locks', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('roles');
  });
  afterEach(() => database.drop());

  const endSessionOf = async (role: string): Promise<void> => {
    const { rowCount } = await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like $1`,
      [`sijil ${role} pid %`],
    );
    expect(rowCount).toBe(1);
  };

  it('gives a role to one holder and names the holder to the next', async () => {
    const first = await holdRole(database.url, 'projector');
    await expect(holdRole(database.url, 'projector')).rejects.toThrow(
      new RegExp(`^role projector is held by another process \\(pid ${String(process.pid)} on .+, since \\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z\\)$`),
    );
    await expect(holdRole(database.url, 'projector')).rejects.toBeInstanceOf(RoleHeldError);
    await first.release();
    const second = await holdRole(database.url, 'projector');
    await second.release();
  });

  it('waits for the server to notice that the holder, a process of this machine, was killed', async () => {
    // What is left of a killed holder: the session by which it is known, with its lock.
    const session = await sessionOf(await deadProcess());
    const next = holdRole(database.url, 'projector');
    await expect(Promise.race([next, pause(100, 'waiting')])).resolves.toBe('waiting');
    await session.end();
    await (await next).release();
  });

  it('takes a holder on another machine for one that lives', async () => {
    const session = await sessionOf(await deadProcess(), 'elsewhere');
    await expect(holdRole(database.url, 'projector')).rejects.toBeInstanceOf(RoleHeldError);
    await session.end();
  });

  async function deadProcess(): Promise<number> {
    const process = spawn('true');
    await once(process, 'exit');
    return process.pid ?? 0;
  }

  /** A session as the projector of a process has it. */
  async function sessionOf(pid: number, host = hostname().slice(0, 24)): Promise<pg.Client> {
    const session = new pg.Client({ connectionString: database.url, application_name: `sijil projector pid ${String(pid)} on ${host}` });
    await session.connect();
    // "role" in ASCII, and the first of the roles that have one holder.
    await session.query('select pg_advisory_lock($1, $2)', [0x726f6c65, SINGLE_HOLDER_ROLES.indexOf('projector')]);
    return session;
  }

  it('keeps roles, and databases, apart', async () => {
    const other = await createTestDatabase('roles_b');
    const holds = [
      await holdRole(database.url, 'projector'),
      await holdRole(database.url, 'reactor'),
      await holdRole(database.url, 'auditor'),
      await holdRole(other.url, 'projector'),
    ];
    for (const hold of holds) await hold.release();
    await other.drop();
  });

  it('lets a standby wait, and take over when the holder leaves', async () => {
    const first = await holdRole(database.url, 'reactor');
    let waitingFor = '';
    let told: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (told = resolve));
    const standby = holdRole(database.url, 'reactor', {
      standby: true,
      onWaiting: (holder) => {
        waitingFor = holder;
        told();
      },
    });
    await waiting;
    expect(waitingFor).toContain(`pid ${String(process.pid)}`);
    await first.release();
    const second = await standby;
    await expect(holdRole(database.url, 'reactor')).rejects.toBeInstanceOf(RoleHeldError);
    await second.release();
  });

  it('lets a standby outlive the loss of its own connection', async () => {
    const first = await holdRole(database.url, 'auditor');
    const waiting = new EventTarget();
    const isWaiting = once(waiting, 'now');
    const standby = holdRole(database.url, 'auditor', { standby: true, onWaiting: () => waiting.dispatchEvent(new Event('now')) });
    await isWaiting;
    const { rows } = await database.pool.query<{ pid: number }>(
      `select pid from pg_stat_activity where datname = current_database() and application_name like 'sijil auditor pid %' order by backend_start desc limit 1`,
    );
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await first.release();
    await (await standby).release();
  });

  it('ends the waiting when told to', async () => {
    const first = await holdRole(database.url, 'auditor');
    const abort = new AbortController();
    const standby = holdRole(database.url, 'auditor', { standby: true, signal: abort.signal, onWaiting: () => abort.abort(new Error('stopping')) });
    await expect(standby).rejects.toThrow('stopping');
    await first.release();
  });

  it('tells the holder that its role is lost, and frees it for others', async () => {
    const first = await holdRole(database.url, 'projector');
    const lost = new Promise<Error>((resolve) => first.onLost(resolve));
    await endSessionOf('projector');
    expect((await lost).message).toMatch(/terminat/);
    expect(await new Promise<Error>((resolve) => first.onLost(resolve))).toBe(await lost);
    const second = await holdRole(database.url, 'projector');
    await second.release();
  });

  it('says nothing of a loss when the role was given back', async () => {
    const hold: RoleHold = await holdRole(database.url, 'projector');
    const losses: Error[] = [];
    hold.onLost((reason) => losses.push(reason));
    await hold.release();
    expect(losses).toEqual([]);
  });

  it('fault 18: ends the session of a holder that is silent for a lease, and gives the role to who stands by', async () => {
    const proxy = await startTcpProxy(database.url);
    const frozen = await holdRole(proxy.url, 'projector', { heartbeatMs: 200 });
    const standby = holdRole(database.url, 'projector', { standby: true });
    proxy.freeze();
    const taken = await standby;
    await expect(holdRole(database.url, 'projector')).rejects.toBeInstanceOf(RoleHeldError);
    await taken.release();
    await frozen.release();
    await proxy.close();
  });

  it('counts a database that stopped answering as lost', async () => {
    const proxy = await startTcpProxy(database.url);
    const hold = await holdRole(proxy.url, 'projector', { heartbeatMs: 200 });
    const lost = new Promise<Error>((resolve) => hold.onLost(resolve));
    proxy.freeze();
    expect((await lost).message).toBe('the database does not answer');
    await proxy.close();
  });
});
