// Law: only what the server said about the statement itself is certain; a broken connection says nothing of its outcome.

/**
 * - `refused`: the server refused a value; the transaction was rolled back.
 * - `unavailable`: the server is in no state for it (full, read-only, too slow); the transaction was rolled back.
 * - `lost`: the connection broke or stayed silent; the outcome is not known.
 */
export type PgFailure = 'refused' | 'unavailable' | 'lost';

/** SQLSTATE classes that blame the values sent: data exception, integrity violation, program limit exceeded. */
const REFUSED = new Set(['22', '23', '54']);

/** What an error of `pg` says about the statement that met it (SQLSTATE: PostgreSQL manual, appendix A). */
export function pgFailure(error: unknown): PgFailure {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || typeof severity !== 'string') return 'lost';
  const sqlClass = code.slice(0, 2);
  // FATAL ends the session: it may have come between the commit and its report.
  if (severity !== 'ERROR' || sqlClass === '08') return 'lost';
  return REFUSED.has(sqlClass) ? 'refused' : 'unavailable';
}

/** The server's words, without the statement's values, which `detail` and `where` would quote. */
export function pgMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
