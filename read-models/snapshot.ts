// Law: what one answer says of several tables was true at one instant.
import type { Pool, PoolClient } from 'pg';

/** Begins a snapshot in which nothing can write. */
export const beginSnapshot = 'begin isolation level repeatable read read only';

/**
 * Runs reads in one snapshot of the database. Nothing in it can write.
 * @param settings statements that hold for this transaction alone, sent on the way with its beginning
 */
export async function inSnapshot<T>(pool: Pool, read: (db: PoolClient) => Promise<T>, settings = ''): Promise<T> {
  const client = await pool.connect();
  // A connection on which something failed is not given back: its transaction, and a role with it, may still be open.
  let broken: Error | undefined;
  try {
    await client.query(settings === '' ? beginSnapshot : `${beginSnapshot}; ${settings}`);
    const result = await read(client);
    await client.query('commit');
    return result;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}
