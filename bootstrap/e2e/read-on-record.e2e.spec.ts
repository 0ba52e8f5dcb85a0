// A program that is killed between the entry and the answer: the entry stands, and nothing was shown.
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { tableName } from '../../read-models/table-sql.js';
import { companyTable } from '../../read-models/tables/company.js';
import { apiClient, tokenFor } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { clerkOf, company, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop } from './testing/program.js';
import { restarted } from './testing/restarted.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let ledger: Ledger;
const opened: pg.Client[] = [];
beforeAll(async () => {
  ledger = await ledgerOnDatabases('read on record');
});
afterEach(async () => {
  await endPrograms();
  for (const client of opened.splice(0)) await client.end();
});
afterAll(() => ledger.remove());

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  opened.push(client);
  return client;
}

it('leaves the entry of a read that was never answered, and goes on behind it', async () => {
  const program = await restarted(ledger);
  const running = await program.start();
  const known = await clerkOf(program.api).create('/v1/companies', company(numbersFrom(0)));
  expect((await program.api.get(`${known.path}?after=${known.position}`)).status).toBe(200);
  const token = await tokenFor(ledger.home, 'regulator', 'reader');
  const regulator = apiClient(program.address, token);
  const vault = await connected(await ledger.vaultUrl());
  const entries = async (): Promise<readonly object[]> =>
    (await vault.query<{ ordinal: string; record_id: string }>('select ordinal, record_id from vault.read_on_record order by ordinal')).rows;

  // Whoever wants to see the record waits for its table, so that the program dies with the read on record and unanswered.
  const main = await connected(await ledger.mainUrl());
  await main.query('begin');
  await main.query(`lock table ${tableName(companyTable)} in access exclusive mode`);
  const answer = regulator.get(known.path, grounds).then(() => 'answered', () => 'cut');
  await expect.poll(entries, { timeout: 30_000 }).toEqual([{ ordinal: '1', record_id: known.id }]);
  expect(await running.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  expect(await answer).toBe('cut');
  await main.query('rollback');

  const again = await program.start();
  expect(await entries()).toHaveLength(1);
  expect((await regulator.get(known.path, grounds)).status).toBe(200);
  expect(await entries()).toEqual([{ ordinal: '1', record_id: known.id }, { ordinal: '2', record_id: known.id }]);
  await expectCleanStop(again);
});
