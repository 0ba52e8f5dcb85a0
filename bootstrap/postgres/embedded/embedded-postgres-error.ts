/** The embedded PostgreSQL cannot run on this machine; the message is one line that says what to do instead. */
export class EmbeddedPostgresError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the embedded PostgreSQL cannot run here: ${reason.trim().replace(/\s+/g, ' ')}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}

/** What to do when the machine itself is the hindrance. */
export const USE_A_SERVER = 'set DATABASE_URL and VAULT_DATABASE_URL to a PostgreSQL 15 or later';
