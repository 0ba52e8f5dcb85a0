import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../bootstrap/postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../../bootstrap/testing/database.js';
import { logMigrations } from './migrations.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { freshStream, sampleEvents } from './testing/sample-events.js';

describe('a log that kept its events as jsonb', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('older_log');
  });
  afterEach(() => database.drop());

  it('holds the same after the migration, refuses change as before, and goes on', async () => {
    await migrate(
      database.pool,
      'log',
      logMigrations.filter(({ name }) => name < '004'),
    );
    const [stream, old, added] = [freshStream(), sampleEvents(3), sampleEvents(2)];
    const events = old.map(({ id, type, data, metadata }) => ({ i: id, t: type, d: data, m: metadata }));
    await database.pool.query('select log.append_batch($1::jsonb)', [JSON.stringify([{ s: stream, x: -1, e: events }])]);

    await migrate(database.pool, 'log', logMigrations);
    const store = await PostgresEventStore.open({ url: database.url });
    try {
      expect(await store.append(stream, 2, added)).toMatchObject({ revision: 4, repeated: false });
      expect(await store.append(stream, 'no-stream', old)).toMatchObject({ revision: 2, repeated: true });
      expect(await store.readStream(stream, 0, 10)).toMatchObject([...old, ...added]);
      await expect(database.pool.query('delete from log.event')).rejects.toMatchObject({ code: '55000' });
    } finally {
      await store.close();
    }
  });
});
