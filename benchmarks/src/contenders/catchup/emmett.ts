import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { getPostgreSQLEventStore, postgreSQLEventStoreConsumer, postgreSQLProjection } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import { permitEvents, type PlacedEvent } from '../../events/permit-events.js';
import type { Contender } from '../../harness/bench.js';
import type { CatchupMeasure, CatchupParameters, CatchupTask } from './parameters.js';

const BATCH = 1_000;
const UPSERT = `insert into bench_permit (id, status, company_id, valid_to, revision) values ($1, $2, $3, $4, $5)
  on conflict (id) do update set status = excluded.status, valid_to = coalesce(excluded.valid_to, bench_permit.valid_to), revision = excluded.revision`;

/** Emmett's consumer with one projection of one upsert an event. The rows are narrower than ours: five columns, one index. */
export const contender: Contender<CatchupParameters, CatchupTask, CatchupMeasure> = {
  async prepare({ url, events }) {
    const pool = new pg.Pool({ connectionString: url, max: 8 });
    const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    await pool.query('create table bench_permit (id text primary key, status text, company_id text, valid_to text, revision bigint)');
    await fill(pool, permitEvents(events));
    return {
      work: (task) => catchUp(pool, url, task),
      async close() {
        await store.close();
        await pool.end();
      },
    };
  },
};

async function catchUp(pool: pg.Pool, url: string, { windowMs }: CatchupTask): Promise<CatchupMeasure> {
  await pool.query('truncate bench_permit');
  const types = [...new Set([...permitEvents(1_000)].map(({ type }) => type))];
  let handled = 0;
  const consumer = postgreSQLEventStoreConsumer({ connectionString: url, pulling: { batchSize: BATCH, pullingFrequencyInMs: 1 } });
  consumer.projector({
    processorId: `bench-${randomUUID()}`,
    projection: postgreSQLProjection({
      name: `bench_${randomUUID().slice(0, 8)}`,
      canHandle: types,
      async handle(events, { connection }) {
        for (const { type, data, metadata } of events) {
          const { companyId, validTo = null } = data as { companyId?: string; validTo?: string };
          const { streamName, streamPosition } = metadata;
          await connection.client.query(UPSERT, [streamName, type, companyId, validTo, String(streamPosition)]);
          handled += 1;
        }
      },
    }),
  });
  const begun = performance.now();
  const over = consumer.start();
  await delay(windowMs);
  const events = handled;
  const seconds = (performance.now() - begun) / 1_000;
  await consumer.close();
  await over.catch(() => undefined);
  return { events, perSecond: events / seconds };
}

/** Writes the messages as Emmett's own append leaves them, in the log's order. */
async function fill(pool: pg.Pool, events: Iterable<PlacedEvent>): Promise<void> {
  let group: object[] = [];
  const flush = async (): Promise<void> => {
    await pool.query(
      `insert into emt_messages (stream_id, stream_position, partition, message_kind, message_data, message_metadata,
         message_schema_version, message_type, message_id, transaction_id)
       select v ->> 's', (v ->> 'r')::bigint + 1, 'emt:default', 'E', v -> 'd', v -> 'm', '1', v ->> 't', v ->> 'i', pg_current_xact_id()
       from jsonb_array_elements($1::jsonb) as v`,
      [JSON.stringify(group)],
    );
    group = [];
  };
  for (const { stream, revision, id, type, data, metadata } of events) {
    group.push({ s: stream, r: revision, i: id, t: type, d: data, m: metadata });
    if (group.length === 1_000) await flush();
  }
  if (group.length > 0) await flush();
  await pool.query('vacuum analyze emt_messages');
}
