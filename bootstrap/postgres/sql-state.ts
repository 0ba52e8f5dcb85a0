/** SQLSTATE codes (PostgreSQL manual, appendix A) this folder tells apart. */
export const SQL_STATE = {
  invalidPassword: '28P01',
  invalidAuthorization: '28000',
} as const;

/** The SQLSTATE or system error code of a failure, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
