// Law: a body on its way is its process's for as long as that says so; one of which nothing was heard for two minutes is nobody's, and its room is free.
import type { Pool } from 'pg';
import { Problem } from '../../domain/access/problem.js';

/** How often a process says that a body is still on its way, in milliseconds: five times before it is taken for dead. */
const HEARD_EVERY_MS = 20_000;

/** Says every now and then that a body is on its way, until the function that it gives is called. What cannot be said is said the next time. */
export function keepHeard(pool: Pool, operation: string, everyMs = HEARD_EVERY_MS): () => void {
  const timer = setInterval(() => {
    pool.query('update commands.operation set heard_at = now() where id = $1', [operation]).catch(() => undefined);
  }, everyMs).unref();
  return () => clearInterval(timer);
}

/** Forgets operations whose bodies are nobody's: their processes died before the 202. */
export async function forgetUnheard(pool: Pool): Promise<void> {
  await pool.query(`delete from commands.operation where status = 'spooling' and heard_at < now() - interval '2 minutes'`);
}

/** What a client hears whose body was forgotten while it came: its process could not say for two minutes that it is there. */
export function bodyForgotten(): Problem {
  return new Problem(503, 'bulk-body-lost', 'The body could not be kept while it came. None of its lines has run: send it again.', { headers: { 'Retry-After': '10' } });
}
