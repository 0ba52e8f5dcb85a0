// What the program logs at its finest level, without the wall that takes secrets out of lines: nothing of a human, and no secret.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { luhnCheckDigit } from '../../domain/standards/identifiers/luhn.js';
import { tableName } from '../../read-models/table-sql.js';
import { employeeTable } from '../../read-models/tables/employee.js';
import type { Answer } from '../e2e/testing/api.js';
import { canariesIn, type Canaries } from '../e2e/testing/canaries.js';
import { clerkOf, type Known } from '../e2e/testing/market.js';
import { serveLedger, type ServedLedger } from './testing/served-ledger.js';

const national = (nine: string): string => `${nine}${luhnCheckDigit(nine)}`;
let canaries: Canaries = {
  'national id': national('186420961'),
  'refused national id': '1864209619',
  'iqama': national('286420962'),
  'first name': 'Zyxwelda',
  'family name': 'Qwlkandra',
  passport: 'ZQW8642096',
  mobile: '+966586420961',
  email: 'zyxwelda@canary.example',
  'birth date': '1987-10-23',
  cookie: 'session-canary-8642096',
  'client secret': 'client-secret-canary-8642096',
  'broken token': 'token-canary-8642096',
};
const value = (what: string): string => canaries[what] ?? '';

let served: ServedLedger;
let person: Known;
let main: pg.Client;
let vault: pg.Client;
const citizen = (): Record<string, unknown> => ({
  nationalId: value('national id'),
  name: { ar: null, en: { first: value('first name'), family: value('family name') } },
  birthDate: value('birth date'),
  passport: { number: value('passport'), issuedBy: 'IND' },
  mobile: value('mobile'),
  email: value('email'),
  sex: 'female',
});

beforeAll(async () => {
  served = await serveLedger('log canaries');
  const tokens = await Promise.all((['platform-service', 'regulator', 'employer'] as const).map((role) => served.token(role)));
  canaries = { ...canaries, ...Object.fromEntries(tokens.map((token, n) => [`signature of token ${n}`, token.split('.')[2] ?? ''])) };
  main = new pg.Client({ connectionString: await served.ledger.mainUrl() });
  vault = new pg.Client({ connectionString: await served.ledger.vaultUrl() });
  await Promise.all([main.connect(), vault.connect()]);
  person = await clerkOf(served.api).create('/v1/employees/citizens', citizen());
  expect((await served.api.get(`${person.path}?after=${person.position}`)).text).toContain(value('first name'));
});
afterAll(async () => {
  await Promise.all([main.end(), vault.end()]);
  await served.close();
});

const secrets = (): Record<string, string> => ({ Cookie: `sid=${value('cookie')}`, 'X-Client-Secret': value('client secret') });
const send = (body: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<unknown>> =>
  served.api.request('/v1/employees/citizens', {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...secrets(), ...headers },
  });

function expectNothingTold(): void {
  const lines = served.logged.map((line) => JSON.stringify(line));
  for (const line of lines) expect(canariesIn(line, canaries), line).toEqual([]);
}

describe('what is logged', () => {
  it('of requests that are refused is nothing of a human, and no secret', async () => {
    const text = JSON.stringify(citizen());
    expect((await send(text)).status).toBe(409);
    expect((await send(text.replace(value('national id'), value('refused national id')))).status).toBe(400);
    expect((await send(text.slice(0, -5))).status).toBe(400);
    expect((await send(text, { 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await send(text, { 'Idempotency-Key': `${value('national id')} x` })).status).toBe(400);
    expect((await send(text, { Authorization: `Bearer ${value('broken token')}` })).status).toBe(401);
    expect((await served.api.get(`/v1/employees/${value('national id')}`, secrets())).status).toBe(404);
    expect((await served.api.get(`/v1/employees?name=${value('first name')}`, secrets())).status).toBe(400);
    expect((await served.api.get(`/${value('email')}`, secrets())).status).toBe(404);
    expectNothingTold();
  });

  it('of requests that fail, for want of a table or of a connection, is nothing of a human, and no secret', async () => {
    const before = served.logged.length;
    const table = tableName(employeeTable);
    await main.query(`alter table ${table} rename to moved`);
    try {
      expect((await served.api.get(`/v1/employees?limit=1`, secrets())).status).toBe(500);
    } finally {
      await main.query(`alter table ${table.replace(/\.[^.]+$/, '.moved')} rename to ${table.split('.')[1] ?? ''}`);
    }
    await vault.query('alter table vault.directory rename to moved');
    try {
      expect((await send(JSON.stringify({ ...citizen(), nationalId: national('186420963') }))).status).toBeGreaterThanOrEqual(500);
    } finally {
      await vault.query('alter table vault.moved rename to directory');
    }
    await vault.query('alter table vault.read_on_record rename to moved');
    try {
      expect((await served.client(await served.token('regulator')).get(person.path, { ...grounds, ...secrets() })).status).toBe(503);
    } finally {
      await vault.query('alter table vault.moved rename to read_on_record');
    }
    await Promise.all([
      served.api.get(person.path, secrets()),
      send(JSON.stringify({ ...citizen(), nationalId: national('186420964') })),
      vault.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`),
      main.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name = 'sijil'`),
    ]);
    const told = served.logged.slice(before).map((line) => line['msg']);
    expect(told).toContain('request failed');
    expect(told).toContain('a read could not be put on record');
    expectNothingTold();
  });
});
