// Law: a server that refuses a value or a statement will refuse it again; one that cannot be reached may be reached later.
import pg from 'pg';

// SQLSTATE classes: 22 data exception, 23 integrity constraint violation, 42 access rule or name that is wrong.
const refusals: ReadonlySet<string> = new Set(['22', '23', '42']);

/** True when PostgreSQL understood the statement and refused what it says. */
export function isRefusedByPostgres(error: unknown): boolean {
  return error instanceof pg.DatabaseError && refusals.has(error.code?.slice(0, 2) ?? '');
}
