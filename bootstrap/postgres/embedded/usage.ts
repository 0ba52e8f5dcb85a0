// Every process that uses the server holds a shared lock on a session of its own; who leaves and then gets the lock
// for itself alone was the last, and stops the server.
import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode, SQL_STATE } from '../sql-state.js';

/** A process's share in the server. */
export interface Usage {
  /** What is done for a server that does not answer any more, before each attempt to join it again. */
  whenAway(revive: () => Promise<unknown>): void;
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
  const client = new pg.Client({ connectionString: adminUrl, application_name: `sijil uses this server, pid ${String(process.pid)}`, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined);
  return client;
}

async function share(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [KEY]);
}

const REJOIN_MS = { first: 100, longest: 2_000 };

function keepShare(first: pg.Client, adminUrl: string): Usage {
  let client = first;
  let leaving = false;
  let revive: () => Promise<unknown> = () => Promise.resolve();
  let rejoining: Promise<void> | undefined;
  const watch = (watched: pg.Client): void => {
    watched.once('end', () => {
      if (!leaving) rejoining = rejoin();
    });
  };
  // A server that restarted after a crash forgot who uses it; one that was killed does not restart by itself.
  const rejoin = async (): Promise<void> => {
    for (let wait = REJOIN_MS.first; !leaving; wait = Math.min(wait * 2, REJOIN_MS.longest)) {
      const next = newClient(adminUrl);
      try {
        await next.connect();
        await share(next);
        client = next;
        watch(next);
        return;
      } catch {
        next.end().catch(() => undefined);
        await pause(wait);
        if (!leaving) await revive().catch(() => undefined);
      }
    }
  };
  watch(first);
  return {
    whenAway: (reviveIt) => (revive = reviveIt),
    leave: async (stop) => {
      leaving = true;
      await rejoining;
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
