import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { race, type RaceMeasure, type RaceTask } from './race.js';

const PAGE = 100;
const IDLE_MS = 5;

/** What is written first and by hand: an identity column, transactions of two statements, and a reader of `position > $1`. */
export const contender: Contender<string, RaceTask, RaceMeasure> = {
  async prepare(url) {
    const pool = new pg.Pool({ connectionString: url, max: 32 });
    await pool.query(`
      create table stream (name text primary key, revision integer not null);
      create table event (position bigint generated always as identity primary key, race_id text not null, data jsonb not null)`);
    return {
      work: (task) => race({ append: (_writer, id) => append(pool, id), follow: (saw) => follow(pool, saw) }, task),
      close: () => pool.end(),
    };
  },
};

async function append(pool: pg.Pool, raceId: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('insert into event (race_id, data) values ($1, $2)', [raceId, JSON.stringify(sampleEvent().data)]);
    await client.query('insert into stream (name, revision) values ($1, 0)', [`workPermit-${randomUUID()}`]);
    await client.query('commit');
  } finally {
    client.release();
  }
}

function follow(pool: pg.Pool, saw: (id: string) => void): { stop(): Promise<void> } {
  let stopped = false;
  const over = (async () => {
    for (let position = '0'; !stopped;) {
      const { rows } = await pool.query<{ position: string; race_id: string }>(
        'select position, race_id from event where position > $1 order by position limit $2',
        [position, PAGE],
      );
      for (const row of rows) saw(row.race_id);
      position = rows.at(-1)?.position ?? position;
      if (rows.length === 0) await pause(IDLE_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await over;
    },
  };
}
