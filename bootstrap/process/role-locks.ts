// A role has one holder: the session that has its advisory lock in the main database, for as long as that session lives.
// The session lives as long as its process shows that it does: the server ends one that was silent for a lease.
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { SINGLE_HOLDER_ROLES, type SingleHolderRole } from '../config/roles.js';
import { identifyProcess } from './process-identity.js';

/** How a role is asked for. */
export interface HoldRoleOptions {
  /** Wait until the holder is gone instead of failing. */
  readonly standby?: boolean;
  /** Hears once that another process holds the role, when waiting. */
  readonly onWaiting?: (holder: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** How often the connection is tried, in milliseconds; the server ends a session that was silent for three times as long. */
  readonly heartbeatMs?: number;
}

/** A role held by this process. */
export interface RoleHold {
  readonly role: SingleHolderRole;
  /** Calls back once when the connection, and with it the role, is lost; at once if it is lost already. */
  onLost(callback: (reason: Error) => void): void;
  /** Gives the role back. */
  release(): Promise<void>;
}

/** The role belongs to another process. */
export class RoleHeldError extends Error {
  readonly role: SingleHolderRole;

  constructor(role: SingleHolderRole, holder: string) {
    super(`role ${role} is held by another process (${holder})`);
    this.name = 'RoleHeldError';
    this.role = role;
  }
}

// First key of all role locks: "role" in ASCII, apart from other users of advisory locks in this database.
const LOCK_SPACE = 0x726f6c65;
const RECONNECT_MS = 1_000;
const HEARTBEAT_MS = 5_000;
/** Heartbeats that may be missed: a process that is stopped or swapped out for longer has lost its roles. */
const HEARTBEATS_A_LEASE = 3;
/** A server that says nothing for so long is given up, save while waiting for the lock. */
const SILENCE_MS = 5_000;
const GOODBYE_MS = 2_000;
/** How long a server may take to notice that a process of its own machine, or near it, was killed. */
const NOTICED_MS = 10_000;
const LOOK_MS = 20;

/**
 * Takes a role on a connection of its own to the main database.
 * @throws RoleHeldError when another process holds it that is not known to be gone, and `standby` is not set; the signal's reason when waiting is ended.
 */
export async function holdRole(url: string, role: SingleHolderRole, options: HoldRoleOptions = {}): Promise<RoleHold> {
  const key = SINGLE_HOLDER_ROLES.indexOf(role);
  const heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
  let told = false;
  for (;;) {
    options.signal?.throwIfAborted();
    const session = await openSession(url, role, heartbeatMs * HEARTBEATS_A_LEASE);
    try {
      if (await tryLock(session.client, key)) return hold(session, role, heartbeatMs);
      const holder = await describeHolder(session.client, key);
      if (options.standby !== true) {
        if ((await isGone(holder)) && (await lockSoon(session.client, key))) return hold(session, role, heartbeatMs);
        throw new RoleHeldError(role, holder);
      }
      if (!told) options.onWaiting?.(holder);
      told = true;
      await waitForLock(session.client, key, options.signal);
      return hold(session, role, heartbeatMs);
    } catch (error) {
      await endSoon(session.client);
      options.signal?.throwIfAborted();
      // A standby outlives a restart of the server; anything else is the caller's to hear.
      if (options.standby !== true || session.lost() === undefined) throw error;
      await pause(RECONNECT_MS, undefined, options.signal === undefined ? {} : { signal: options.signal });
    }
  }
}

interface Session {
  readonly client: pg.Client;
  /** Why the connection is gone; undefined while it stands. */
  lost(): Error | undefined;
  /** Declares the connection lost and cuts it. */
  lose(reason: Error): void;
  whenLost(callback: (reason: Error) => void): void;
}

async function openSession(url: string, role: SingleHolderRole, leaseMs: number): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `sijil ${role} pid ${String(process.pid)} on ${hostOfSessions()}`,
    connectionTimeoutMillis: SILENCE_MS,
    keepAlive: true,
  });
  let reason: Error | undefined;
  const callbacks: ((reason: Error) => void)[] = [];
  const lose = (error: Error): void => {
    if (reason !== undefined) return;
    reason = error;
    client.end().catch(() => undefined);
    for (const callback of callbacks) callback(error);
  };
  client.on('error', lose);
  client.on('end', () => lose(new Error('the connection ended')));
  try {
    await client.connect();
    // No limit of the server's may end this session but the lease, and a dead machine's session must end soon.
    const limits = {
      text: `set statement_timeout = 0; set lock_timeout = 0; set idle_session_timeout = ${String(leaseMs)};
       set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3`,
      query_timeout: SILENCE_MS,
    };
    await client.query(limits);
  } catch (error) {
    client.end().catch(() => undefined);
    throw error;
  }
  return {
    client,
    lost: () => reason,
    lose,
    whenLost: (callback) => {
      if (reason === undefined) callbacks.push(callback);
      else callback(reason);
    },
  };
}

/** This machine as its sessions name it: their names are short. */
function hostOfSessions(): string {
  return hostname().slice(0, 24);
}

/** Ends a connection; a server that is frozen says no goodbye. */
async function endSoon(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), pause(GOODBYE_MS)]);
}

async function tryLock(client: pg.Client, key: number): Promise<boolean> {
  const attempt = { text: 'select pg_try_advisory_lock($1, $2) as held', values: [LOCK_SPACE, key], query_timeout: SILENCE_MS };
  const { rows } = await client.query<{ held: boolean }>(attempt);
  return rows[0]?.held === true;
}

/** Whether a holder was a process of this machine that is no more: its session outlives it until the server has noticed. */
async function isGone(holder: string): Promise<boolean> {
  const [, pid, host] = /^pid (\d+) on (.*), since /.exec(holder) ?? [];
  return pid !== undefined && host === hostOfSessions() && (await identifyProcess(Number(pid))) === undefined;
}

async function lockSoon(client: pg.Client, key: number): Promise<boolean> {
  for (const end = performance.now() + NOTICED_MS; performance.now() < end; await pause(LOOK_MS)) {
    if (await tryLock(client, key)) return true;
  }
  return false;
}

async function waitForLock(client: pg.Client, key: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  const giveUp = (): void => void client.end().catch(() => undefined);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    await client.query('select pg_advisory_lock($1, $2)', [LOCK_SPACE, key]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}

async function describeHolder(client: pg.Client, key: number): Promise<string> {
  const { rows } = await client.query<{ name: string | null; since: string | null }>(
    `select a.application_name as name, to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid::bigint = $1 and l.objid::bigint = $2 and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_SPACE, key],
  );
  const holder = rows[0];
  const name = holder?.name?.match(/pid \d+ on .*$/)?.[0] ?? holder?.name ?? 'unknown';
  return `${name}, since ${holder?.since ?? 'just now'}`;
}

function hold(session: Session, role: SingleHolderRole, heartbeatMs: number): RoleHold {
  const { client } = session;
  let released = false;
  // A network that swallows packets breaks no connection: an unanswered heartbeat does.
  const beat = setInterval(() => {
    const silence = setTimeout(() => session.lose(new Error('the database does not answer')), heartbeatMs);
    silence.unref();
    client.query('select 1').then(
      () => clearTimeout(silence),
      () => clearTimeout(silence),
    );
  }, heartbeatMs);
  beat.unref();
  session.whenLost(() => clearInterval(beat));
  return {
    role,
    onLost: (callback) =>
      session.whenLost((reason) => {
        if (!released) callback(reason);
      }),
    release: async () => {
      released = true;
      clearInterval(beat);
      await endSoon(client);
    },
  };
}
