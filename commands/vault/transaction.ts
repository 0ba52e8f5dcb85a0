// Law: a vault transaction is whole or nothing; one that lost a dead-lock is run again from its beginning.
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { StoreUnavailable } from '../../domain/ledger/event-store.js';
import { pgFailure, sqlStateOf } from '../event-store/pg-failure.js';

const MAX_ATTEMPTS = 8;
/** Dead-lock found, serialization failure (PostgreSQL manual, appendix A). */
const RUN_AGAIN = new Set(['40P01', '40001']);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);

/** Leaves a transaction without an error: it is rolled back and `value` is its result. */
export class RolledBack<T> {
  constructor(readonly value: T) {}
}

/**
 * Runs work in a transaction of its own and commits, or rolls back when it throws or gives `RolledBack`.
 * Throws StoreUnavailable when the vault cannot be reached; all vault writes may then be sent again as they were.
 */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T | RolledBack<T>>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work);
    } catch (error) {
      if (attempt < MAX_ATTEMPTS && RUN_AGAIN.has(sqlStateOf(error) ?? '')) continue;
      throw vaultError(error);
    }
  }
}

async function attemptOnce<T>(pool: Pool, work: (client: PoolClient) => Promise<T | RolledBack<T>>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Each statement must see what was committed before its locks were given, whatever the server's default is.
    await client.query('begin isolation level read committed');
    const result = await work(client);
    if (result instanceof RolledBack) {
      await client.query('rollback');
      return result.value;
    }
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failed: unknown) => {
      broken = failed instanceof Error ? failed : new Error(String(failed));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** One statement as a transaction of its own; errors as `inTransaction`. A name makes it a prepared one. */
export async function runStatement<R extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: readonly unknown[],
  name?: string,
): Promise<QueryResult<R>> {
  try {
    return await pool.query<R>({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  } catch (error) {
    throw vaultError(error);
  }
}

function vaultError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const away = sqlStateOf(error) === undefined ? isNetworkLoss(error) : pgFailure(error) !== 'refused' && !isOurFault(error);
  return away ? new StoreUnavailable(`the vault cannot be reached: ${error.message}`, { cause: error }) : error;
}

function isNetworkLoss(error: Error): boolean {
  return (
    NETWORK.has((error as NodeJS.ErrnoException).code ?? '') ||
    /^(Connection terminated|Client has encountered a connection error|timeout exceeded|timeout expired|Query read timeout)/.test(error.message)
  );
}

/** Class 42: a statement that no server would take. It must be seen, not retried. */
function isOurFault(error: Error): boolean {
  return (sqlStateOf(error) ?? '').startsWith('42');
}
