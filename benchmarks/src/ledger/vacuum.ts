import pg from 'pg';

/** Tidies databases that were just filled, so that no round pays for it. */
export async function vacuum(...urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('vacuum analyze');
    await client.end();
  }
}
