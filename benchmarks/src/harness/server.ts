// Law: all databases of a run are on one server, are new, and are dropped with the run.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../dist/bootstrap/postgres/embedded/start.js';

/** The PostgreSQL of a run. */
export interface Server {
  /** Makes an empty database and gives its address. */
  database(label: string): Promise<string>;
  /** Version and the settings that decide what an append costs. */
  settings(): Promise<Readonly<Record<string, string>>>;
  /** Drops the databases of the run; stops a server of its own. */
  close(): Promise<void>;
}

const TOLD = [
  'server_version',
  'shared_buffers',
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_compression',
  'max_wal_size',
  'checkpoint_timeout',
  'data_checksums',
];

/** The server of DATABASE_URL, whose login must be allowed to make databases; without it the product's own in a temporary home. */
export async function openServer(url: string | undefined): Promise<Server> {
  if (url !== undefined) return serverAt(url, 'DATABASE_URL', async () => undefined);
  const home = await mkdtemp(join(tmpdir(), 'sijil-bench-'));
  const embedded = await startEmbeddedPostgres({ home });
  return serverAt(embedded.adminUrl, 'the embedded PostgreSQL', async () => {
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  });
}

function serverAt(adminUrl: string, origin: string, stop: () => Promise<void>): Server {
  const made: string[] = [];
  return {
    async database(label) {
      const name = `sijil_bench_${label.replace(/[^a-z0-9]+/g, '_')}_${randomBytes(4).toString('hex')}`;
      await withClient(adminUrl, (client) =>
        client.query(`create database ${pg.escapeIdentifier(name)} template template0 encoding 'UTF8'`),
      );
      made.push(name);
      const address = new URL(adminUrl);
      address.pathname = `/${name}`;
      return address.href;
    },
    settings: () =>
      withClient(adminUrl, async (client) => {
        const { rows } = await client.query<{ name: string; setting: string }>(
          'select name, current_setting(name) as setting from pg_settings where name = any($1) order by name',
          [TOLD],
        );
        return { origin, ...Object.fromEntries(rows.map(({ name, setting }) => [name, setting])) };
      }),
    async close() {
      await withClient(adminUrl, async (client) => {
        for (const name of made.splice(0)) await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      });
      await stop();
    },
  };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
