// Law: of all requests under one command id, one decides at a time; the table may be lost without losing anything accepted.
import type { Pool, PoolClient } from 'pg';
import { Problem } from '../../domain/access/problem.js';

/** Seconds after which an in-flight lease is void even if its process lives. */
const LEASE_SECONDS = 30;
/** Hours for which a finished answer is given again from the table. */
const ANSWER_HOURS = 24;
/** First key of the advisory lock that shows a process to be alive; the second is its instance number. */
const INSTANCE_LOCK = 0x51_1e;

/** A finished answer as it is replayed. */
export interface FinishedAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Lease =
  | { readonly kind: 'leased' }
  | { readonly kind: 'finished'; readonly answer: FinishedAnswer }
  | { readonly kind: 'in-flight'; readonly retryAfterSeconds: number }
  | { readonly kind: 'other-payload' };

/** In-flight leases (30 s; a dead process's is void) and finished answers (24 h) of commands. */
export interface LeaseTable {
  /** Takes the command's lease, or says what stands there. `payloadMac` is a keyed digest of the payload. */
  take(commandId: string, payloadMac: string): Promise<Lease>;
  /** Keeps the answer for replays. */
  finish(commandId: string, answer: FinishedAnswer): Promise<void>;
  /** Gives the lease back without an answer: the next request decides anew. */
  release(commandId: string): Promise<void>;
  close(): Promise<void>;
}

interface LeaseRow {
  readonly taken: boolean;
  readonly payload_mac: string;
  readonly status: number | null;
  readonly answer: unknown;
  readonly age: number;
}

/**
 * Opens the lease table for this process. Its liveness is a session advisory lock on a connection of its own:
 * when the process dies, Postgres frees the lock and with it every lease the process held.
 */
export async function openLeaseTable(pool: Pool): Promise<LeaseTable> {
  const session = await pool.connect();
  const instance = await register(session);
  const sweep = setInterval(() => void forgetOld(pool), 3_600_000);
  sweep.unref();
  return {
    async take(commandId, payloadMac) {
      const { rows } = await pool.query<LeaseRow>({ name: 'lease-take', text: TAKE, values: [commandId, payloadMac, instance] });
      const row = rows[0];
      if (row === undefined) return { kind: 'in-flight', retryAfterSeconds: 1 };
      if (row.taken) return { kind: 'leased' };
      if (row.payload_mac !== payloadMac) return { kind: 'other-payload' };
      if (row.status !== null) return { kind: 'finished', answer: { status: row.status, body: row.answer } };
      return { kind: 'in-flight', retryAfterSeconds: Math.max(1, Math.ceil(LEASE_SECONDS - row.age)) };
    },
    async finish(commandId, answer) {
      await pool.query({
        name: 'lease-finish',
        text: 'update commands.lease set finished_at = now(), status = $2, answer = $3 where command_id = $1',
        values: [commandId, answer.status, JSON.stringify(answer.body)],
      });
    },
    async release(commandId) {
      await pool.query({
        name: 'lease-release',
        text: 'delete from commands.lease where command_id = $1 and finished_at is null',
        values: [commandId],
      });
    },
    async close() {
      clearInterval(sweep);
      session.release(true);
    },
  };
}

// One statement: insert, or take over a lease that is void; else show what stands there. A row that another
// transaction inserted after our snapshot is seen by neither part: no row comes back, and it is in flight.
const TAKE = `
  with taken as (
    insert into commands.lease as l (command_id, payload_mac, instance) values ($1, $2, $3)
    on conflict (command_id) do update set payload_mac = excluded.payload_mac, instance = excluded.instance, leased_at = now()
      where l.finished_at is null and l.payload_mac = excluded.payload_mac
        and (l.leased_at < now() - interval '${LEASE_SECONDS} seconds'
          or not exists (select 1 from pg_locks p where p.locktype = 'advisory' and p.classid = ${INSTANCE_LOCK}
            and p.objid = l.instance::oid and p.objsubid = 2 and p.granted
            and p.database = (select oid from pg_database where datname = current_database())))
    returning payload_mac
  )
  select true as taken, payload_mac, null::int as status, null::jsonb as answer, 0::float8 as age from taken
  union all
  select false, payload_mac, status, answer, extract(epoch from now() - leased_at)::float8 from commands.lease
    where command_id = $1 and not exists (select 1 from taken)`;

async function register(session: PoolClient): Promise<number> {
  const { rows } = await session.query<{ number: number }>('insert into commands.instance default values returning number');
  const number = rows[0]?.number;
  if (number === undefined) throw new Problem(503, 'lease-unavailable', 'The lease table gave no instance number.');
  await session.query('select pg_advisory_lock($1, $2)', [INSTANCE_LOCK, number]);
  return number;
}

async function forgetOld(pool: Pool): Promise<void> {
  await pool
    .query(`delete from commands.lease where finished_at < now() - interval '${ANSWER_HOURS} hours'
            or (finished_at is null and leased_at < now() - interval '${ANSWER_HOURS} hours')`)
    .catch(() => undefined);
}
