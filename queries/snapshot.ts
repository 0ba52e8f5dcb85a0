// Law: what one answer says of several tables was true at one instant.
import type { Pool, PoolClient } from 'pg';

/** Runs reads in one snapshot of the database. Nothing in it can write. */
export async function inSnapshot<T>(pool: Pool, read: (db: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection on which something failed is not given back: its transaction may still be open.
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
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
