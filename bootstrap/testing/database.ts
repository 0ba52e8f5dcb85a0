import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPool } from '../postgres/pool.js';

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Closes the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database on the server of the test run (DATABASE_URL's, else the embedded one).
 * @param name shows in the database's name, for those who look
 */
export async function createTestDatabase(name = ''): Promise<TestDatabase> {
  const adminUrl = testServerUrl();
  const label = name.toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, 20);
  const database = ['sijil_test', label, randomBytes(6).toString('hex')].filter((part) => part !== '').join('_');
  await withClient(adminUrl, (client) => client.query(`create database ${pg.escapeIdentifier(database)} template template0 encoding 'UTF8'`));
  const address = new URL(adminUrl);
  address.pathname = `/${database}`;
  const pool = openPool({ url: address.href, applicationName: `sijil test ${label}`.trim(), pipelined: true });
  let dropped: Promise<void> | undefined;
  return {
    url: address.href,
    pool,
    drop: () =>
      (dropped ??= (async () => {
        await pool.end();
        await withClient(adminUrl, (client) => client.query(`drop database ${pg.escapeIdentifier(database)} with (force)`));
      })()),
  };
}

/** Address of the test run's server, for a login that may create databases. */
export function testServerUrl(): string {
  const url = process.env['SIJIL_TEST_PG'] ?? process.env['DATABASE_URL'];
  if (url === undefined || url === '') throw new Error('no PostgreSQL for tests: run them through vitest with its global setup, or set DATABASE_URL');
  return url;
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
