// Law: of all requests under one command id, one decides at a time; the table may be lost without losing anything accepted.
import type { Pool } from 'pg';
import { INSTANCE_LOCK, openLiveness } from './liveness.js';

/** Seconds after which an in-flight lease is void even if its process lives. */
const LEASE_SECONDS = 30;
/** Hours for which a finished answer is given again from the table. */
const ANSWER_HOURS = 24;
const FORGET_EVERY_MS = 3_600_000;
/** Status of an answer whose events stand in the log: nothing takes its place. */
export const ACCEPTED = 200;

/** A finished answer as it is replayed. */
export interface FinishedAnswer {
  readonly status: number;
  readonly body: unknown;
}

export type Lease =
  /** This request decides. The ticket tells its lease from one that another took after it was void. */
  | { readonly kind: 'leased'; readonly ticket: string }
  | { readonly kind: 'finished'; readonly answer: FinishedAnswer }
  | { readonly kind: 'in-flight'; readonly retryAfterSeconds: number }
  | { readonly kind: 'other-payload' };

/** In-flight leases (30 s; a dead process's is void) and finished answers (24 h) of commands. */
export interface LeaseTable {
  /** Takes the command's lease, or says what stands there. `payloadMac` is a keyed digest of the payload. */
  take(commandId: string, payloadMac: string): Promise<Lease>;
  /** Keeps the answer for replays: an accepted one always, any other only under the lease's own ticket. */
  finish(commandId: string, ticket: string, answer: FinishedAnswer): Promise<void>;
  /** Gives the lease back without an answer: the next request decides anew. */
  release(commandId: string, ticket: string): Promise<void>;
  close(): Promise<void>;
}

interface LeaseRow {
  readonly ticket: string | null;
  readonly payload_mac: string;
  readonly status: number | null;
  readonly answer: unknown;
  readonly age: number;
}

/** Opens the lease table for this process, whose liveness is a session of its own. */
export async function openLeaseTable(pool: Pool): Promise<LeaseTable> {
  const liveness = openLiveness(pool);
  await liveness.instance();
  const forget = (): void => void forgetOld(pool);
  const sweep = setInterval(forget, FORGET_EVERY_MS);
  sweep.unref();
  forget();
  return {
    async take(commandId, payloadMac) {
      const values = [commandId, payloadMac, await liveness.instance()];
      const { rows } = await pool.query<LeaseRow>({ name: 'lease-take', text: TAKE, values });
      const row = rows[0];
      if (row === undefined) return { kind: 'in-flight', retryAfterSeconds: 1 };
      if (row.ticket !== null) return { kind: 'leased', ticket: row.ticket };
      if (row.payload_mac !== payloadMac) return { kind: 'other-payload' };
      if (row.status !== null) return { kind: 'finished', answer: { status: row.status, body: row.answer } };
      return { kind: 'in-flight', retryAfterSeconds: Math.min(LEASE_SECONDS, Math.max(1, Math.ceil(LEASE_SECONDS - row.age))) };
    },
    async finish(commandId, ticket, { status, body }) {
      await pool.query({ name: 'lease-finish', text: FINISH, values: [commandId, ticket, status, JSON.stringify(body)] });
    },
    async release(commandId, ticket) {
      await pool.query({ name: 'lease-release', text: RELEASE, values: [commandId, ticket] });
    },
    async close() {
      clearInterval(sweep);
      await liveness.close();
    },
  };
}

// One statement: insert, or take over a lease that is void or an answer that is too old; else show what stands
// there. A row that another transaction inserted after our snapshot is seen by neither part: it is in flight.
// A void lease has no say in the payload: if its command was appended, the record's stream knows it.
const TAKE = `
  with taken as (
    insert into commands.lease as l (command_id, payload_mac, instance) values ($1, $2, $3)
    on conflict (command_id) do update set payload_mac = excluded.payload_mac, instance = excluded.instance,
        leased_at = clock_timestamp(), finished_at = null, status = null, answer = null
      where l.finished_at < now() - interval '${ANSWER_HOURS} hours'
        or (l.finished_at is null
          and (l.leased_at < now() - interval '${LEASE_SECONDS} seconds'
            or not exists (select 1 from pg_locks p where p.locktype = 'advisory' and p.classid = ${INSTANCE_LOCK}
              and p.objid = l.instance::oid and p.objsubid = 2 and p.granted
              and p.database = (select oid from pg_database where datname = current_database()))))
    returning payload_mac, leased_at
  )
  select leased_at::text as ticket, payload_mac, null::int as status, null::jsonb as answer, 0::float8 as age from taken
  union all
  select null, payload_mac, status, answer, extract(epoch from now() - leased_at)::float8 from commands.lease
    where command_id = $1 and not exists (select 1 from taken)`;

const FINISH = `
  update commands.lease set finished_at = now(), status = $3, answer = $4
  where command_id = $1 and ($3 = ${ACCEPTED} or (leased_at = $2::timestamptz and finished_at is null))`;

const RELEASE = 'delete from commands.lease where command_id = $1 and leased_at = $2::timestamptz and finished_at is null';

async function forgetOld(pool: Pool): Promise<void> {
  await pool
    .query(
      `delete from commands.lease where finished_at < now() - interval '${ANSWER_HOURS} hours'
         or (finished_at is null and leased_at < now() - interval '${ANSWER_HOURS} hours')`,
    )
    .catch(() => undefined);
}
