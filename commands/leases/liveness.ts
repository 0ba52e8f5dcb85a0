// Law: a process is alive as long as its session holds the lock of its instance number; when it dies Postgres frees the lock, and nobody else has to.
import type { Pool, PoolClient } from 'pg';
import { INSTANCE_LOCK } from './migrations.js';

/** The instance number under which this process is seen to be alive. */
export interface Liveness {
  /** The number; a new one when the session that held the last was lost. */
  instance(): Promise<number>;
  close(): Promise<void>;
}

/** How many processes are seen to be alive: those that decide commands, for clients or from a file. */
export async function liveInstances(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ live: number }>(
    `select count(*)::int as live from pg_locks where locktype = 'advisory' and granted and classid = $1 and objsubid = 2
       and database = (select oid from pg_database where datname = current_database())`,
    [INSTANCE_LOCK],
  );
  return rows[0]?.live ?? 0;
}

/** Shows this process to be alive by a session of its own. */
export function openLiveness(pool: Pool): Liveness {
  let session: PoolClient | undefined;
  let current: Promise<number> | undefined;
  let closed = false;

  const register = async (): Promise<number> => {
    const client = await pool.connect();
    // Without a listener the loss of this connection would end the process.
    client.on('error', () => {
      if (session !== client) return;
      session = undefined;
      current = undefined;
      client.release(true);
    });
    try {
      const { rows } = await client.query<{ number: number }>('insert into commands.instance default values returning number');
      const number = rows[0]?.number;
      if (number === undefined) throw new Error('the lease table gave no instance number');
      await client.query('select pg_advisory_lock($1, $2)', [INSTANCE_LOCK, number]);
      if (closed) throw new Error('the lease table is closed');
      session = client;
      return number;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  return {
    instance() {
      if (closed) return Promise.reject(new Error('the lease table is closed'));
      current ??= register().catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    async close() {
      closed = true;
      const number = await current?.catch(() => undefined);
      const client = session;
      session = undefined;
      // Given back first: the server may still keep a closed session for a moment.
      await client?.query('select pg_advisory_unlock($1, $2)', [INSTANCE_LOCK, number]).catch(() => undefined);
      client?.release(true);
    },
  };
}
