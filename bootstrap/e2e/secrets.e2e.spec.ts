import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { apiClient, tokenFor } from './testing/api.js';
import { canariesIn, type Canaries } from './testing/canaries.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, start } from './testing/program.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let ledger: Ledger;
beforeAll(async () => {
  ledger = await ledgerOnDatabases('secrets');
});
afterEach(endPrograms);
afterAll(() => ledger.remove());

/** The address with a password: its own, or where the server asks for none, a canary. */
function withPassword(url: string, canary: string): readonly [url: string, password: string] {
  const address = new URL(url);
  if (address.password === '') address.password = canary;
  return [address.href, decodeURIComponent(address.password)];
}

it('passwords, tokens and cookies are in nothing that a program says, at the finest level, also when everything fails', async () => {
  const [main, mainPassword] = withPassword(await ledger.mainUrl(), 'main-password-canary');
  const [vault, vaultPassword] = withPassword(await ledger.vaultUrl(), 'vault-password-canary');
  const token = await tokenFor(ledger.home);
  const canaries: Canaries = {
    'password of the main database': mainPassword,
    'password of the vault': vaultPassword,
    'signature of a token': token.split('.')[2] ?? '',
    'broken token': 'broken-token-canary',
    cookie: 'cookie-canary-8642',
  };
  const program = serve({ ...ledger.variables, DATABASE_URL: main, VAULT_DATABASE_URL: vault, LOG_LEVEL: 'trace' });
  const { address } = await program.ready;
  const headers = { Cookie: `sid=${canaries['cookie'] ?? ''}` };
  const api = apiClient(() => address, token);
  expect((await apiClient(() => address, canaries['broken token'] ?? '').get('/v1/companies', headers)).status).toBe(401);
  const send = async (): Promise<number> =>
    (await api.request('/v1/employees/citizens', { method: 'POST', body: JSON.stringify(citizen(numbersFrom(0))), headers: { ...headers, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() } })).status;
  const client = new pg.Client({ connectionString: vault });
  await client.connect();
  await client.query('alter table vault.directory rename to moved');
  expect(await send()).toBe(500);
  await client.query('alter table vault.moved rename to directory');
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'sijil%' and datname = current_database()`);
  await client.end();
  await send();
  await expectCleanStop(program);
  expect(program.stderr()).toContain('request failed');
  expect(canariesIn(program.stdout() + program.stderr(), canaries)).toEqual([]);
});

it.each([
  ['cannot be reached', 'postgres://sijil:start-password-canary@127.0.0.1:1/sijil'],
  ['is no address', 'postgres//sijil:start-password-canary@127.0.0.1/sijil'],
  ['is of another kind', 'mysql://sijil:start-password-canary@127.0.0.1/sijil'],
])('a start whose database %s says so in a line without its password', async (_what, url) => {
  const program = start(['serve', '--json'], { ...ledger.variables, DATABASE_URL: url, LOG_LEVEL: 'trace' });
  expect((await program.ended).code).not.toBe(0);
  expect(program.stderr()).toMatch(/^sijil: .+\n/m);
  expect(program.stdout() + program.stderr()).not.toContain('start-password-canary');
});
