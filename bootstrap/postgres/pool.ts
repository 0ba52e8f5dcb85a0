import pg from 'pg';

/** Settings of a pool. */
export interface PoolOptions {
  readonly url: string;
  /** Shown in pg_stat_activity; at most 63 bytes. */
  readonly applicationName: string;
  /** Most connections at a time. */
  readonly max?: number;
  /** A server that says nothing to a statement for so long, in milliseconds, is given up, and its connection with it; no limit unless said. */
  readonly silenceMs?: number;
  /**
   * Its statements find rows by key, in tables that grow from nothing: the plans that a session keeps from when they were
   * small must never scan them, nor be compiled for that.
   */
  readonly byKey?: boolean;
  /** Several statements that are sent on one connection at once are at the server at once; otherwise each waits for the answer to the last. */
  readonly pipelined?: boolean;
  /** Hears of connections that broke while idle. */
  readonly onError?: (error: Error) => void;
}

/** Milliseconds after which nobody waits for a connection any more: those who wait for a server that is away stay bounded by it. */
const CONNECT_MS = 5_000;

/**
 * Milliseconds for which a connection that nobody uses stays open. A new one costs the server a process and the making of every plan anew: when
 * requests come in a burst behind a quiet time, all who come with them wait for that.
 */
const IDLE_MS = 600_000;

/** A pool that outlives the loss of any connection: without a listener the loss would end the process. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: IDLE_MS,
    ...(options.silenceMs === undefined ? {} : { query_timeout: options.silenceMs }),
    ...(options.byKey === true ? { options: '-c enable_seqscan=off -c jit=off' } : {}),
    keepAlive: true,
    ...(options.pipelined === true ? { pipeline: true } : {}),
  });
  pool.on('error', (error) => options.onError?.(error));
  // One that breaks between two statements of a transaction is nobody's to hear: the next statement fails.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}
