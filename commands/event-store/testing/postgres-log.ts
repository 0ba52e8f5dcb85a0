import type pg from 'pg';
import { migrate } from '../../../bootstrap/postgres/migrate.js';
import { createTestDatabase } from '../../../bootstrap/testing/database.js';
import type { LogSettings } from '../log-settings.js';
import { logMigrations } from '../migrations.js';
import { PostgresEventStore } from '../postgres-event-store.js';
import type { StoreUnderTest } from './store-under-test.js';

/** A log in a database of its own, with a pool to look behind the port. */
export interface PostgresLogUnderTest extends StoreUnderTest {
  readonly store: PostgresEventStore;
  readonly url: string;
  readonly pool: pg.Pool;
  reopen(settings?: Partial<LogSettings>): Promise<PostgresEventStore>;
}

/** Makes an empty embedded log and opens it. */
export async function openPostgresLog(settings: Partial<LogSettings> = {}): Promise<PostgresLogUnderTest> {
  const database = await createTestDatabase('log');
  await migrate(database.pool, 'log', logMigrations);
  const opened: PostgresEventStore[] = [];
  const reopen = async (other: Partial<LogSettings> = settings): Promise<PostgresEventStore> => {
    const store = await PostgresEventStore.open({ url: database.url, readConnections: 3, ...other });
    opened.push(store);
    return store;
  };
  return {
    store: await reopen(),
    url: database.url,
    pool: database.pool,
    reopen,
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
}
