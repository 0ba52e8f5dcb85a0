import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '../postgres/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/database.js';
import { openEndedSessions, signInMigrations } from './ended-sessions.js';

let database: TestDatabase;
/** Questions that reached the database. */
let asked = 0;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase('ended sessions');
  await migrate(database.pool, 'sign-in', signInMigrations);
  pool = new Proxy(database.pool, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name) as unknown;
      return (...given: unknown[]) => {
        asked += 1;
        return (target.query as (...all: unknown[]) => unknown)(...given);
      };
    },
  });
});
afterAll(() => database.drop());

it('a burst of requests with sessions, which no quota has counted yet, asks the database a few times', async () => {
  const ended = openEndedSessions(pool);
  await ended.end('over', Date.now() + 60_000);
  asked = 0;
  const answers = await Promise.all(Array.from({ length: 500 }, (_, n) => ended.isEnded(n % 2 === 0 ? 'over' : `running ${n % 5}`)));
  expect(answers.filter((one) => one)).toHaveLength(250);
  expect(answers.every((one, n) => one === (n % 2 === 0))).toBe(true);
  expect(asked).toBeLessThan(10);
});

it('who asks after an end is told of it, also while others’ questions are on their way', async () => {
  const ended = openEndedSessions(pool);
  for (let n = 0; n < 20; n += 1) {
    const id = `session ${n}`;
    const before = Array.from({ length: 20 }, () => ended.isEnded(id));
    await ended.end(id, Date.now() + 60_000);
    expect(await ended.isEnded(id)).toBe(true);
    await Promise.all(before);
  }
});
