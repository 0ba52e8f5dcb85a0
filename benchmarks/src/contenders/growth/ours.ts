import { createHash, randomUUID } from 'node:crypto';
import { migrate } from '../../../../dist/bootstrap/postgres/migrate.js';
import { openPool } from '../../../../dist/bootstrap/postgres/pool.js';
import { makeAllYoung } from '../../../../dist/bootstrap/process/no-early-tenure.js';
import { logMigrations } from '../../../../dist/commands/event-store/migrations.js';
import { PostgresEventStore } from '../../../../dist/commands/event-store/postgres-event-store.js';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';

// As the program itself begins.
makeAllYoung();

export interface GrowthParameters {
  /** Address of its own empty database. */
  readonly url: string;
  /** Events of the log before the first round. */
  readonly events: number;
}

export interface GrowthTask extends Load {
  /** `append`: one event to a new stream. `read`: one record's whole stream, any of the log's. */
  readonly what: 'append' | 'read';
}

const STREAM_EVENTS = 4;
const CHUNK = 500_000;

/** Our log in PostgreSQL at some size. */
export const contender: Contender<GrowthParameters, GrowthTask, LoadMeasure> = {
  async prepare({ url, events }) {
    const pool = openPool({ url, applicationName: 'bench', max: 1 });
    await migrate(pool, 'log', logMigrations);
    await fill(pool, events);
    await pool.end();
    const store = await PostgresEventStore.open({ url });
    const streams = Math.floor(events / STREAM_EVENTS);
    const read = async (): Promise<void> => {
      const found = await store.readStream(filledStream(Math.floor(Math.random() * streams)), 0, 500);
      if (found.length !== STREAM_EVENTS) throw new Error(`a stream of ${found.length} events`);
    };
    const append = (): Promise<unknown> =>
      store.append(`workPermit-${randomUUID()}`, 'no-stream', [{ id: randomUUID(), ...sampleEvent() } as unknown as NewEvent]);
    return {
      work: ({ what, ...load }) => closedLoop(load, what === 'append' ? append : read),
      close: () => store.close(),
    };
  },
};

/** The n-th stream that the server filled. */
function filledStream(n: number): string {
  const hex = createHash('md5').update(String(n)).digest('hex');
  return `workPermit-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Fills the log on the server, from one sample; its events lie apart in the log as those of records do. The index by stream is
 * made afterwards: the same index, in a fraction of the time.
 */
async function fill(pool: ReturnType<typeof openPool>, events: number): Promise<void> {
  const { data, metadata } = sampleEvent();
  const streams = Math.floor(events / STREAM_EVENTS);
  await pool.query('alter table log.event drop constraint event_stream_revision');
  for (let from = 0; from < events; from += CHUNK) {
    await pool.query(
      `insert into log.event (position, stream, revision, id, type, data, metadata)
       select n + 1, 'workPermit-' || md5((n % $3)::text)::uuid, n / $3, md5('event ' || n)::uuid, 'WorkPermitRequested', $4::jsonb, $5::jsonb
       from generate_series($1::bigint, $2::bigint) as n`,
      [from, Math.min(from + CHUNK, events) - 1, streams, JSON.stringify(data), JSON.stringify(metadata)],
    );
  }
  await pool.query('update log.head set position = $1', [events]);
  await pool.query('alter table log.event add constraint event_stream_revision unique (stream, revision)');
  await pool.query('vacuum analyze log.event');
}
