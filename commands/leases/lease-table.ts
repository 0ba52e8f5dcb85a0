// Law: of all requests under one command id, one decides at a time; the table may be lost without losing anything accepted.
import type { Pool } from 'pg';
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { openLiveness } from './liveness.js';
import { ACCEPTED, ANSWER_HOURS, LEASE_SECONDS } from './migrations.js';

const FORGET_EVERY_MS = 3_600_000;
/** Bounds of one statement, and of what waits for it. Answers are small. */
const GROUP = { maxItems: 200, maxBytes: 4 * 1024 * 1024, maxQueued: 10_000 };

/**
 * For so long, in milliseconds, an accepted answer waits for those of the commands that are still under way here: fewer
 * statements keep more. Who asks another process again meanwhile hears that the command is still running.
 */
const KEPT_TOGETHER_MS = 20;

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
  /** Whether anything stands there under the command's id: a lease, or an answer. Takes nothing. */
  stands(commandId: string): Promise<boolean>;
  /** Keeps the answer for replays: an accepted one always, any other only under the lease's own ticket. */
  finish(commandId: string, ticket: string, answer: FinishedAnswer): Promise<void>;
  /** Gives the lease back without an answer: the next request decides anew. */
  release(commandId: string, ticket: string): Promise<void>;
  close(): Promise<void>;
}

interface LeaseRow {
  /** Null in the one row of a group whose leases were all given. */
  readonly id: string | null;
  readonly ticket: string | null;
  readonly payload_mac: string;
  readonly status: number | null;
  readonly answer: unknown;
  readonly age: number;
}

interface Asked {
  readonly commandId: string;
  readonly payloadMac: string;
}

/** An answer as one element of `commands.finish_leases`'s array. */
interface Finished {
  readonly commandId: string;
  readonly text: string;
}

/** Opens the lease table for this process, whose liveness is a session of its own. Concurrent callers share a statement. */
export async function openLeaseTable(pool: Pool): Promise<LeaseTable> {
  const liveness = openLiveness(pool);
  await liveness.instance();
  const forget = (): void => void forgetOld(pool);
  const sweep = setInterval(forget, FORGET_EVERY_MS);
  sweep.unref();
  forget();
  /** Leases that were given here, and neither finished nor given back. */
  let underWay = 0;
  const takes: MicroBatch<Asked, Lease> = createMicroBatch({
    ...GROUP,
    name: 'leases',
    sizeOf: ({ payloadMac }) => payloadMac.length,
    keyOf: ({ commandId }) => commandId,
    flush: async (asked) => {
      const values = [asked.map(({ commandId }) => commandId), asked.map(({ payloadMac }) => payloadMac), await liveness.instance()];
      const { rows } = await pool.query<LeaseRow>({ name: 'lease-take', text: 'select * from commands.take_leases($1, $2, $3)', values });
      const [first] = rows;
      if (first?.id === null) return asked.map(() => ({ ok: true, value: leaseOf(first, '') }));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return asked.map(({ commandId, payloadMac }) => ({ ok: true, value: leaseOf(byId.get(commandId), payloadMac) }));
    },
  });
  const looks: MicroBatch<string, boolean> = createMicroBatch({
    ...GROUP,
    name: 'a look at the leases',
    sizeOf: ({ length }) => length,
    flush: async (ids) => {
      const { rows } = await pool.query<{ standing: readonly string[] | null }>({ name: 'lease-look', text: 'select commands.standing_leases($1) as standing', values: [`{${ids.join(',')}}`] });
      const standing = rows[0]?.standing ?? [];
      return ids.map((id) => ({ ok: true, value: standing.includes(id) }));
    },
  });
  const keeping = (gatherMs: () => number): MicroBatch<Finished, void> =>
    createMicroBatch<Finished, void>({
      ...GROUP,
      name: 'finished answers',
      gatherMs,
      sizeOf: ({ text }) => text.length,
      keyOf: ({ commandId }) => commandId,
      flush: async (finished) => {
        const values = [`[${finished.map(({ text }) => text).join(',')}]`];
        await pool.query({ name: 'lease-finish', text: 'select commands.finish_leases($1)', values });
        return finished.map(() => ({ ok: true, value: undefined }));
      },
    });
  const accepted = keeping(() => (underWay > 0 ? KEPT_TOGETHER_MS : 0));
  const refused = keeping(() => 0);
  return {
    async take(commandId, payloadMac) {
      const lease = await takes.submit({ commandId, payloadMac });
      if (lease.kind === 'leased') underWay += 1;
      return lease;
    },
    stands: (commandId) => looks.submit(commandId),
    finish(commandId, ticket, { status, body }) {
      underWay -= 1;
      // Who was accepted has the answer already, and the record's stream has it too; who is refused waits until that is kept.
      const batch = status === ACCEPTED ? accepted : refused;
      return batch.submit({ commandId, text: JSON.stringify({ id: commandId, ticket, status, answer: body }) });
    },
    async release(commandId, ticket) {
      underWay -= 1;
      await pool.query({ name: 'lease-release', text: RELEASE, values: [commandId, ticket] });
    },
    async close() {
      clearInterval(sweep);
      await Promise.all([takes.close(), looks.close(), accepted.close(), refused.close()]);
      await liveness.close();
    },
  };
}

/** What a row says to who asked; no row: another transaction has just inserted it. */
function leaseOf(row: LeaseRow | undefined, payloadMac: string): Lease {
  if (row === undefined) return { kind: 'in-flight', retryAfterSeconds: 1 };
  if (row.ticket !== null) return { kind: 'leased', ticket: row.ticket };
  if (row.payload_mac !== payloadMac) return { kind: 'other-payload' };
  if (row.status !== null) return { kind: 'finished', answer: { status: row.status, body: row.answer } };
  return { kind: 'in-flight', retryAfterSeconds: Math.min(LEASE_SECONDS, Math.max(1, Math.ceil(LEASE_SECONDS - row.age))) };
}

const RELEASE = 'delete from commands.lease where command_id = $1 and leased_at = $2::timestamptz and finished_at is null';

async function forgetOld(pool: Pool): Promise<void> {
  await pool
    .query(
      `delete from commands.lease where finished_at < now() - interval '${ANSWER_HOURS} hours'
         or (finished_at is null and leased_at < now() - interval '${ANSWER_HOURS} hours')`,
    )
    .catch(() => undefined);
}
