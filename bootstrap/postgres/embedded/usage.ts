// Every process that uses the server holds a shared lock on a session of its own; who leaves and then gets the lock
// for itself alone was the last, and stops the server.
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, SQL_STATE } from '../sql-state.js';

/** A process's share in the server. */
export interface Usage {
  /** Gives the share back, and calls `stop` when nobody else has one. */
  leave(stop: () => Promise<void>): Promise<void>;
}

/** What came of knocking at the server. */
export type Knock =
  | { readonly outcome: 'joined'; readonly usage: Usage }
  | { readonly outcome: 'not-now' }
  | { readonly outcome: 'refused'; readonly reason: string };

// "use" in ASCII; the database `postgres` has no other user of advisory locks.
const KEY = 0x757365;

/**
 * Takes a share in the server at this address (database `postgres`, superuser), if it answers with our password and on our data.
 * @param onData the data folder the server must be serving, as it knows it
 */
export async function knock(adminUrl: string, onData: string): Promise<Knock> {
  const client = newClient(adminUrl);
  try {
    await client.connect();
    const { rows } = await client.query<{ data: string }>(`select current_setting('data_directory') as data`);
    if (rows[0]?.data !== onData) return await refuse(client, `the server at its port serves ${rows[0]?.data ?? 'nothing'}, not ${onData}`);
    await share(client);
    return { outcome: 'joined', usage: keepShare(client, adminUrl) };
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = errorCode(error);
    if (code === SQL_STATE.invalidPassword || code === SQL_STATE.invalidAuthorization) {
      return { outcome: 'refused', reason: 'the running server does not know our password' };
    }
    return { outcome: 'not-now' };
  }
}

async function refuse(client: pg.Client, reason: string): Promise<Knock> {
  await client.end().catch(() => undefined);
  return { outcome: 'refused', reason };
}

function newClient(adminUrl: string): pg.Client {
  const client = new pg.Client({ connectionString: adminUrl, application_name: `sijil uses this server, pid ${String(process.pid)}`, keepAlive: true });
  client.on('error', () => undefined);
  return client;
}

async function share(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [KEY]);
}

function keepShare(first: pg.Client, adminUrl: string): Usage {
  let client = first;
  let leaving = false;
  const watch = (watched: pg.Client): void => {
    watched.once('end', () => {
      if (!leaving) void rejoin();
    });
  };
  // A server that restarted itself after a crash forgot who uses it.
  const rejoin = async (): Promise<void> => {
    while (!leaving) {
      const next = newClient(adminUrl);
      try {
        await next.connect();
        await share(next);
        client = next;
        watch(next);
        return;
      } catch {
        await next.end().catch(() => undefined);
        await pause(500, undefined, { ref: false });
      }
    }
  };
  watch(first);
  return {
    leave: async (stop) => {
      leaving = true;
      try {
        // The session stays open meanwhile: who knocks now waits, and is sent away by the shutdown.
        if (await isLast(client)) await stop();
      } finally {
        await client.end().catch(() => undefined);
      }
    },
  };
}

/** Whether nobody else has a share; a session that broke says nothing, and then the next start finds what is left. */
async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [KEY]);
    const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [KEY]);
    return rows[0]?.alone === true;
  } catch {
    return false;
  }
}
