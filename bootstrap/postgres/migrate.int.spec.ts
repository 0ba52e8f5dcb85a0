import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { migrate, MigrationError, type Migration } from './migrate.js';

const FIRST: Migration = { name: '001-a', sql: 'create table a (id integer primary key)' };
const SECOND: Migration = { name: '002-b', sql: 'create table b (id integer primary key); insert into b values (1)' };
const THIRD: Migration = { name: '003-c', sql: 'alter table a add column c text' };

describe('migrate', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('migrate');
  });
  afterEach(() => database.drop());

  const tables = async (): Promise<string[]> => {
    const { rows } = await database.pool.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`);
    return rows.map((row) => row.name);
  };

  it('applies what is new, once', async () => {
    expect(await migrate(database.pool, 'log', [FIRST])).toEqual(['001-a']);
    expect(await migrate(database.pool, 'log', [FIRST, SECOND])).toEqual(['002-b']);
    expect(await migrate(database.pool, 'log', [FIRST, SECOND])).toEqual([]);
    expect(await tables()).toEqual(['a', 'b', 'sijil_migration']);
  });

  it('keeps components apart', async () => {
    await migrate(database.pool, 'log', [FIRST]);
    expect(await migrate(database.pool, 'vault', [{ name: '001-a', sql: 'create table v ()' }])).toEqual(['001-a']);
  });

  it('runs on a client as on a pool', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      expect(await migrate(client, 'log', [FIRST])).toEqual(['001-a']);
    } finally {
      await client.end();
    }
  });

  it('lets two runners at once apply each migration once', async () => {
    const applied = await Promise.all(Array.from({ length: 6 }, () => migrate(database.pool, 'log', [FIRST, SECOND, THIRD])));
    expect(applied.flat().toSorted()).toEqual(['001-a', '002-b', '003-c']);
    expect((await database.pool.query('select * from b')).rowCount).toBe(1);
  });

  it('rolls a failing migration back whole, keeps those before it, and can be tried again', async () => {
    const broken: Migration = { name: '002-b', sql: 'create table b (id integer); select 1/0' };
    await expect(migrate(database.pool, 'log', [FIRST, broken])).rejects.toThrow('migration log/002-b failed and was rolled back: division by zero');
    expect(await tables()).toEqual(['a', 'sijil_migration']);
    expect(await migrate(database.pool, 'log', [FIRST, SECOND])).toEqual(['002-b']);
  });

  it.each<[string, Migration[], string]>([
    ['edited', [{ ...FIRST, sql: `${FIRST.sql} ` }, SECOND], '001-a was edited after it was applied'],
    ['missing', [FIRST], '002-b was applied and is missing here'],
    ['reordered', [SECOND, FIRST], 'reordered: 001-a was applied as number 1, where 002-b stands now'],
    ['put in between', [FIRST, THIRD, SECOND], 'reordered: 002-b was applied as number 2, where 003-c stands now'],
    ['doubled', [FIRST, SECOND, FIRST], '001-a stands twice in the list'],
  ])('refuses a migration that was %s, and changes nothing', async (_, list, reason) => {
    await migrate(database.pool, 'log', [FIRST, SECOND]);
    await expect(migrate(database.pool, 'log', list)).rejects.toThrow(new RegExp(`^migrations of log: ${reason}`));
    await expect(migrate(database.pool, 'log', list)).rejects.toBeInstanceOf(MigrationError);
    expect(await tables()).toEqual(['a', 'b', 'sijil_migration']);
  });
});
