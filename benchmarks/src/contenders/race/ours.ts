import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { logMigrations } from '../../../../dist/commands/event-store/migrations.js';
import { PostgresEventStore } from '../../../../dist/commands/event-store/postgres-event-store.js';
import type { Contender } from '../../harness/bench.js';
import type { RaceMeasure, RaceTask } from './race.js';
import { raceStores } from './race-stores.js';

/** Writers of four stores, as of four processes, and a reader over a fifth. */
const STORES = 4;

/** Our log in PostgreSQL, read by its own subscription. */
export const contender: Contender<string, RaceTask, RaceMeasure> = {
  async prepare(url) {
    const pool = openPool({ url, applicationName: 'bench', max: 1 });
    await migrate(pool, 'log', logMigrations);
    await pool.end();
    const stores = await Promise.all(Array.from({ length: STORES }, () => PostgresEventStore.open({ url })));
    const reader = await PostgresEventStore.open({ url });
    return {
      work: (task) => raceStores(stores, reader, task),
      async close() {
        await Promise.all([...stores, reader].map((store) => store.close()));
      },
    };
  },
};
