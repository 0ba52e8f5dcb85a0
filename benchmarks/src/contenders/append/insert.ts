import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';
import { PREFILL_GROUP, type AppendParameters } from './parameters.js';

const POOL = 32;

const INSERT = `insert into event (stream, revision, id, type, data, metadata) values ($1, 0, $2, $3, $4, $5) returning position`;

/** One plain insert an append, prepared, without any check: what `pg` alone can do with a row of this size. */
export const contender: Contender<AppendParameters, Load, LoadMeasure> = {
  async prepare({ url, prefill }) {
    const pool = new pg.Pool({ connectionString: url, max: POOL });
    await pool.query(`create table event (
      position bigint generated always as identity primary key, stream text collate "C" not null, revision integer not null,
      id uuid not null, type text collate "C" not null, data jsonb not null, metadata jsonb not null, unique (stream, revision))`);
    for (let n = 0; n < prefill; n += PREFILL_GROUP) await fill(pool);
    await pool.query('vacuum analyze event');
    const insert = (): Promise<unknown> => {
      const { type, data, metadata } = sampleEvent();
      return pool.query({
        name: 'insert',
        text: INSERT,
        values: [`workPermit-${randomUUID()}`, randomUUID(), type, JSON.stringify(data), JSON.stringify(metadata)],
      });
    };
    return { work: (load) => closedLoop(load, insert), close: () => pool.end() };
  },
};

async function fill(pool: pg.Pool): Promise<void> {
  const stream = `workPermit-${randomUUID()}`;
  const events = Array.from({ length: PREFILL_GROUP }, () => ({ id: randomUUID(), ...sampleEvent() }));
  await pool.query(
    `insert into event (stream, revision, id, type, data, metadata)
     select $1, e.k - 1, (e.v ->> 'id')::uuid, e.v ->> 'type', e.v -> 'data', e.v -> 'metadata'
     from jsonb_array_elements($2::jsonb) with ordinality as e(v, k)`,
    [stream, JSON.stringify(events)],
  );
}
