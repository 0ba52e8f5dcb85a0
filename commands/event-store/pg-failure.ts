// Law: only what the server said about the statement itself is certain; a broken connection says nothing of its outcome.

/**
 * - `refused`: the server refused a value; the transaction was rolled back.
 * - `unavailable`: the server is in no state for it (full, read-only, too slow); the transaction was rolled back.
 * - `lost`: the connection broke or stayed silent; the outcome is not known.
 */
export type PgFailure = 'refused' | 'unavailable' | 'lost';

/** SQLSTATE classes that blame the values sent: data exception, integrity violation, program limit exceeded. */
const REFUSED = new Set(['22', '23', '54']);

/** The SQLSTATE of an error the server reported, undefined for any other (PostgreSQL manual, appendix A). */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return typeof code === 'string' && typeof severity === 'string' ? code : undefined;
}

/** What an error says about the outcome of the statement that met it. */
export function pgFailure(error: unknown): PgFailure {
  const state = sqlStateOf(error);
  // FATAL ends the session: it may have come between the commit and its report. 08: the connection itself.
  if (state === undefined || (error as { severity: string }).severity !== 'ERROR' || state.startsWith('08')) return 'lost';
  return REFUSED.has(state.slice(0, 2)) ? 'refused' : 'unavailable';
}
