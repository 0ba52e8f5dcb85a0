// Law: events that are only there to be read are written straight into the log's table, in its order, without its writer.
import type pg from 'pg';
import type { PlacedEvent } from './permit-events.js';

const GROUP = 1_000;

/** Puts events behind the log's head. Nobody else may write meanwhile. */
export async function fillLog(pool: pg.Pool, events: Iterable<PlacedEvent>): Promise<void> {
  const { rows } = await pool.query<{ position: string }>('select position from log.head');
  let last = Number(rows[0]?.position ?? 0);
  let group: object[] = [];
  const flush = async (): Promise<void> => {
    await pool.query(
      `with stored as (
         insert into log.event (position, stream, revision, id, type, data, metadata)
         select (v ->> 'p')::bigint, v ->> 's', (v ->> 'r')::integer, (v ->> 'i')::uuid, v ->> 't', v -> 'd', v -> 'm'
         from jsonb_array_elements($1::jsonb) as v
       ) update log.head set position = $2`,
      [JSON.stringify(group), last],
    );
    group = [];
  };
  for (const { stream, revision, id, type, data, metadata } of events) {
    last += 1;
    group.push({ p: last, s: stream, r: revision, i: id, t: type, d: data, m: metadata });
    if (group.length === GROUP) await flush();
  }
  if (group.length > 0) await flush();
  await pool.query('vacuum analyze log.event');
}
