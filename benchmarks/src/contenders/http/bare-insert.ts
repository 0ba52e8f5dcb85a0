import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Contender } from '../../harness/bench.js';
import type { Load } from '../../harness/closed-loop.js';
import { vacuum } from '../../ledger/vacuum.js';
import { httpLoad, type HttpMeasure } from '../../load/http-load.js';
import { startServer } from '../../servers/child-server.js';
import { factsCommand, WARM_UP } from './facts-command.js';

export interface BareInsertParameters {
  readonly url: string;
  readonly employees: number;
  /** Bytes of data and metadata of its events: those of the program's. */
  readonly eventBytes: readonly [data: number, metadata: number];
}

/** Bare Fastify and one plain insert, on a table of the same size. */
export const contender: Contender<BareInsertParameters, Load, HttpMeasure> = {
  async prepare({ url, employees, eventBytes }) {
    const ids = Array.from({ length: employees }, () => randomUUID());
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    await pool.query(`create table event (
      position bigint generated always as identity primary key, stream text collate "C" not null, revision integer not null,
      id uuid not null, type text collate "C" not null, data jsonb not null, metadata jsonb not null, unique (stream, revision))`);
    await pool.query(
      `insert into event (stream, revision, id, type, data, metadata)
       select 'employee-' || n.id, 0, gen_random_uuid(), 'ResidentRegistered', jsonb_build_object('fill', c.text), jsonb_build_object('fill', left(c.text, $3))
       from unnest($1::text[]) as n(id), lateral (select left(string_agg(md5(n.id || k), ''), $2) as text from generate_series(1, $2 / 32 + 1) as k) as c`,
      [ids, ...eventBytes],
    );
    await pool.end();
    await vacuum(url);
    const program = fileURLToPath(new URL('../../servers/bare-fastify.js', import.meta.url));
    const server = await startServer(program, [], { DATABASE_URL: url, EVENT_BYTES: eventBytes.join(','), NODE_ENV: 'production' });
    const next = factsCommand(ids, () => [`Idempotency-Key: ${randomUUID()}`]);
    const work = (load: Load): Promise<HttpMeasure> => httpLoad(server, load, next);
    await work(WARM_UP);
    return { work, close: () => server.close() };
  },
};
