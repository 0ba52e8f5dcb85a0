import { randomUUID } from 'node:crypto';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { logMigrations } from '../../../../dist/commands/event-store/migrations.js';
import { PostgresEventStore } from '../../../../dist/commands/event-store/postgres-event-store.js';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { race, type RaceMeasure, type RaceTask } from './race.js';

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
      work: (task) =>
        race(
          {
            append: (writer, id) => storeOf(stores, writer).append(`workPermit-${randomUUID()}`, 'no-stream', [newEvent(id)]),
            follow(saw) {
              const stopping = new AbortController();
              const over = (async () => {
                for await (const { events } of reader.subscribe(undefined, stopping.signal)) {
                  for (const { data } of events) saw(String(data['raceId']));
                }
              })();
              return {
                async stop() {
                  stopping.abort();
                  await over;
                },
              };
            },
          },
          task,
        ),
      async close() {
        await Promise.all([...stores, reader].map((store) => store.close()));
      },
    };
  },
};

function storeOf(stores: readonly PostgresEventStore[], writer: number): PostgresEventStore {
  const store = stores[writer % stores.length];
  if (store === undefined) throw new Error('no store');
  return store;
}

function newEvent(raceId: string): NewEvent {
  const { type, data, metadata } = sampleEvent();
  return { id: randomUUID(), type, data: { ...data, raceId }, metadata } as unknown as NewEvent;
}
