import { rm } from 'node:fs/promises';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../postgres/embedded/start.js';
import { makeRunHome, removeDeadRuns } from './run-home.js';

/**
 * Gives the test run one PostgreSQL, named in SIJIL_TEST_PG: the server of DATABASE_URL, else an embedded one that ends with
 * the run. A run of unit tests alone starts none.
 */
export default async function setUp(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const configured = process.env['DATABASE_URL'];
  if (configured !== undefined && configured !== '') {
    process.env['SIJIL_TEST_PG'] = configured;
    return undefined;
  }
  // Internal to vitest and so not in its types; without it every file counts, and the server is started.
  const { filenamePattern } = project.vitest as { filenamePattern?: string[] };
  const { testFiles } = await project.globTestFiles(filenamePattern);
  if (testFiles.every((file) => file.endsWith('.unit.spec.ts'))) return undefined;
  await removeDeadRuns();
  const home = await makeRunHome();
  const server = await startEmbeddedPostgres({ home });
  await doWithoutDisk(server.adminUrl);
  process.env['SIJIL_TEST_PG'] = server.adminUrl;
  return async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  };
}

/** The run's server goes with the run and is not killed in it (tests that kill a server start their own): nothing it writes has to reach the disk. */
async function doWithoutDisk(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('alter system set fsync = off');
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
}
