import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../config/config.js';
import { createTestDatabase, testServerUrl } from '../testing/database.js';
import { openDatabases, type OpenDatabases } from './connect.js';

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function onDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

describe('the embedded databases', () => {
  let home: string;
  let databases: OpenDatabases;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sijil-connect-'));
    await chmod(home, 0o711);
    databases = await openDatabases(loadConfig({ SIJIL_HOME: home }));
  });
  afterAll(async () => {
    await databases.close();
    await rm(home, { recursive: true, force: true });
  });

  it('are two, each with a login that is no superuser and may create tables', async () => {
    for (const [url, name] of [
      [databases.mainUrl, 'sijil'],
      [databases.vaultUrl, 'sijil_vault'],
    ] as const) {
      await query(url, 'create table t (); drop table t');
      expect(await query(url, `select current_database() as database, current_user as login, rolsuper as superuser from pg_roles where rolname = current_user`)).toEqual([
        { database: name, login: name, superuser: false },
      ]);
    }
  });

  it('keep each login out of the other database', async () => {
    await expect(query(onDatabase(databases.mainUrl, 'sijil_vault'), 'select 1')).rejects.toThrow('permission denied for database "sijil_vault"');
    await expect(query(onDatabase(databases.vaultUrl, 'sijil'), 'select 1')).rejects.toThrow('permission denied for database "sijil"');
  });

  it('have passwords only their owner can read', async () => {
    const secrets = (await readdir(home)).filter((name) => name.endsWith('.password'));
    expect(secrets.toSorted()).toEqual(['sijil.password', 'sijil_vault.password']);
    for (const name of secrets) expect((await stat(join(home, name))).mode & 0o777).toBe(0o600);
    expect(new URL(databases.mainUrl).password).not.toBe(new URL(databases.vaultUrl).password);
  });

  it('let the main login make the extensions search needs', async () => {
    await query(databases.mainUrl, 'create extension if not exists pg_trgm; create extension if not exists unaccent');
  });

  it('are joined by another opening, also with passwords made anew', async () => {
    await rm(join(home, 'sijil.password'));
    const other = await openDatabases(loadConfig({ SIJIL_HOME: home }));
    expect(await query(other.mainUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
    expect(other.vaultUrl).toBe(databases.vaultUrl);
    await other.close();
    expect(await query(databases.vaultUrl, 'select 1 as up')).toEqual([{ up: 1 }]);
  });
});

describe('configured databases', () => {
  it('are used as they are', async () => {
    const [main, vault] = [await createTestDatabase('main'), await createTestDatabase('vault')];
    const databases = await openDatabases(loadConfig({ DATABASE_URL: main.url, VAULT_DATABASE_URL: vault.url }));
    expect(databases).toMatchObject({ mainUrl: main.url, vaultUrl: vault.url, warnings: [] });
    await databases.close();
    await main.drop();
    await vault.drop();
  });

  it('must be two, under whatever address', async () => {
    const main = await createTestDatabase('main');
    const again = new URL(main.url);
    again.searchParams.set('application_name', 'other');
    await expect(openDatabases(loadConfig({ DATABASE_URL: main.url, VAULT_DATABASE_URL: again.href }))).rejects.toThrow(
      /^VAULT_DATABASE_URL: names the same database as DATABASE_URL; the vault needs one of its own$/,
    );
    await main.drop();
  });

  it('are named in one line, without the password, when they cannot be used', async () => {
    const vault = await createTestDatabase('vault');
    const failure = openDatabases(loadConfig({ DATABASE_URL: 'postgres://someone:hunter2@127.0.0.1:9/sijil', VAULT_DATABASE_URL: vault.url }));
    await expect(failure).rejects.toThrow(/^DATABASE_URL: cannot be connected to: (?!.*hunter2).*ECONNREFUSED.*$/);
    await vault.drop();
  });

  it('must be in UTF-8', async () => {
    const name = `sijil_test_latin_${process.pid.toString()}`;
    await query(testServerUrl(), `create database ${name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc`);
    try {
      const vault = await createTestDatabase('vault');
      await expect(openDatabases(loadConfig({ DATABASE_URL: onDatabase(testServerUrl(), name), VAULT_DATABASE_URL: vault.url }))).rejects.toThrow(
        'DATABASE_URL: the database must be in UTF8, and is in LATIN1',
      );
      await vault.drop();
    } finally {
      await query(testServerUrl(), `drop database ${name} with (force)`);
    }
  });
});
