import pg from 'pg';

/** Settings of a pool. */
export interface PoolOptions {
  readonly url: string;
  /** Shown in pg_stat_activity; at most 63 bytes. */
  readonly applicationName: string;
  /** Most connections at a time. */
  readonly max?: number;
  /** Hears of connections that broke while idle. */
  readonly onError?: (error: Error) => void;
}

/** A pool that outlives the loss of an idle connection: without a listener the loss would end the process. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.max ?? 10,
    keepAlive: true,
  });
  pool.on('error', (error) => options.onError?.(error));
  return pool;
}
