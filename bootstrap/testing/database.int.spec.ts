import { expect, it } from 'vitest';
import { createTestDatabase, testServerUrl } from './database.js';
import { openPool } from '../postgres/pool.js';

it('gives every test a database of its own and takes it away, whoever is connected', async () => {
  const [one, two] = [await createTestDatabase('Same name'), await createTestDatabase('Same name')];
  await one.pool.query('create table t ()');
  expect((await two.pool.query(`select to_regclass('t') as t`)).rows).toEqual([{ t: null }]);
  const lost: Error[] = [];
  const straggler = openPool({ url: one.url, applicationName: 'straggler', onError: (error) => lost.push(error) });
  const idle = await straggler.connect();
  const gone = new Promise<void>((resolve) => straggler.once('error', () => resolve()));
  idle.release();
  await one.drop();
  await one.drop();
  // An idle connection that is cut ends neither the pool nor the process.
  await gone;
  expect(lost).toHaveLength(1);
  await straggler.end();
  await two.drop();
  const admin = openPool({ url: testServerUrl(), applicationName: 'look' });
  const { rows } = await admin.query(`select datname from pg_database where datname like 'sijil_test_same_name_%'`);
  await admin.end();
  expect(rows).toEqual([]);
});
