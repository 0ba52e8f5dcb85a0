// Law: an operation is run by one process at a time; when that process dies its session frees the lock.
import type { Pool } from 'pg';

/** First key of the advisory lock; the second is a hash of the operation's id. */
const OPERATION_LOCK = 0x51_1f;

/** Does work under an operation's lock; false when another process holds it. `isHeld` turns false when the lock is lost meanwhile. */
export async function whileHolding(pool: Pool, operation: string, work: (isHeld: () => boolean) => Promise<boolean>): Promise<boolean> {
  const session = await pool.connect();
  let held = true;
  // Without a listener the loss of this connection would end the process.
  session.on('error', () => (held = false));
  try {
    const { rows } = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
      OPERATION_LOCK,
      operation,
    ]);
    if (rows[0]?.got !== true) return false;
    return await work(() => held);
  } finally {
    // Ending the session frees its lock whatever state it is in.
    session.release(true);
  }
}
