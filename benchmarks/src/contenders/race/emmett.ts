import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { race, type RaceMeasure, type RaceTask } from './race.js';

/** `@event-driven-io/emmett-postgresql`, read by its consumer with its default batch. */
export const contender: Contender<string, RaceTask, RaceMeasure> = {
  async prepare(url) {
    const pool = new pg.Pool({ connectionString: url, max: 32 });
    const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    return {
      work: (task) =>
        race(
          {
            append(_writer, raceId) {
              const { type, data, metadata } = sampleEvent();
              return store.appendToStream(`workPermit-${randomUUID()}`, [{ type, data: { ...data, raceId }, metadata }], {
                expectedStreamVersion: 'STREAM_DOES_NOT_EXIST',
              });
            },
            follow(saw) {
              const consumer = store.consumer();
              consumer.reactor({
                processorId: `race-${randomUUID()}`,
                eachMessage: (message) => {
                  const { raceId } = message.data as { raceId?: unknown };
                  if (typeof raceId === 'string') saw(raceId);
                },
              });
              const over = consumer.start();
              return {
                async stop() {
                  await consumer.close();
                  await over.catch(() => undefined);
                },
              };
            },
          },
          task,
        ),
      async close() {
        await store.close();
        await pool.end();
      },
    };
  },
};
