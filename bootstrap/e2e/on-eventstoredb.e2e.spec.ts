// The whole program with its log in EventStoreDB: what its users see is what they see on PostgreSQL.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { apiClient, tokenFor, type Api } from './testing/api.js';
import { busyMarket, expectMeantRefusals } from './testing/busy-market.js';
import { expectFirstAnswersAgain, expectOpsInLog } from './testing/checked-ops.js';
import { ledgerOnEventStoreDb } from './testing/ledger.js';
import { citizen, clerkOf, company, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, sijil, type Program } from './testing/program.js';
import { restarted } from './testing/restarted.js';
import { expectWholeLedger, storedEvents } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
vi.setConfig({ testTimeout: PROVE ? 3_600_000 : 600_000, hookTimeout: 120_000 });
const KILLS = PROVE ? 50 : 2;
const CLIENTS = 16;

const numbers = numbersFrom(0);
let ledger: Awaited<ReturnType<typeof ledgerOnEventStoreDb>>;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

async function apiOf(program: Program): Promise<Api> {
  const { address } = await program.ready;
  return apiClient(() => address, await tokenFor(ledger.home));
}

it('brings the demo in, answers reads, the feed and the command line, imports, and finds everything after a restart', async () => {
  ledger = await ledgerOnEventStoreDb('on esdb');
  const variables = { ...ledger.variables, SIJIL_DEMO: 'true', DEMO_COMPANIES: '20' };
  const first = serve(variables);
  const inside = await first.ready;
  expect(inside.records['company']).toBeGreaterThan(10);
  const api = await apiOf(first);

  const clerk = clerkOf(api);
  const somebody = await clerk.create('/v1/employees/citizens', citizen(numbersFrom(800_000)));
  expect((await api.get(`${somebody.path}?after=${somebody.position}`)).status).toBe(200);
  const history = await api.get<{ items: readonly object[] }>(`${somebody.path}/events`);
  expect(history.body.items).toHaveLength(1);
  const feed = await api.get(`/v1/feed?limit=20`);
  expect(feed.text.trim().split('\n')).toHaveLength(20);

  const file = join(ledger.home, 'lines.ndjson');
  const lines = Array.from({ length: 20 }, () => ({ key: randomUUID(), command: 'RegisterCitizen', data: citizen(numbersFrom(randomInt(1_000_000, 9_000_000))) }));
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const imported = await sijil(['import', file, '--json'], variables);
  expect(JSON.parse(imported.stdout), imported.stderr).toMatchObject({ accepted: 20, refused: 0 });

  const events = await sijil(['events', somebody.id, '--json'], variables);
  expect(JSON.parse(events.stdout)).toMatchObject({ type: 'CitizenRegistered', revision: 0 });
  await expectCleanStop(first);

  const status = await sijil(['status', '--json'], variables);
  // What falls due on the day itself may be swept after the start.
  const { events: stored } = JSON.parse(status.stdout) as { events: number };
  expect(stored).toBeGreaterThanOrEqual(inside.events + 21);
  const whole = await expectWholeLedger({ ...ledger, variables });
  expect(whole).toHaveLength(stored);
});

it('loses and doubles nothing when its event store is killed again and again under load, says 503 meanwhile, and goes on by itself', async () => {
  ledger = await ledgerOnEventStoreDb('esdb killed');
  const program = await restarted(ledger);
  const running = await program.start();
  const market = busyMarket(CLIENTS, program.record, program.api, program.up, () => randomInt(4) === 0);
  for (let kill = 0; kill < KILLS; kill += 1) {
    await program.record.acknowledged(randomInt(20, 60));
    await ledger.eventStore.kill();
    // As its callers see it: that it is away, and when to come again. What it has read it still serves.
    const answer = await program.api.post('/v1/companies', company(numbers));
    expect(answer.status, answer.text).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await program.api.get('/v1/companies?limit=5')).status).toBe(200);
    expect((await program.operator.get('/metrics')).status).toBe(200);
    expect((await program.api.get('/readyz')).status).toBe(503);
    await ledger.eventStore.start();
  }
  await program.record.acknowledged(60);
  await market.stop();
  expectMeantRefusals(program.record.ops);
  expectOpsInLog(program.record.ops, await storedEvents(ledger));
  await expectFirstAnswersAgain(program.record);
  expectOpsInLog(program.record.ops, await storedEvents(ledger));
  await expectCleanStop(running);
  await expectWholeLedger(ledger);
});

it('runs its roles in two processes on one event store, through its restart', async () => {
  ledger = await ledgerOnEventStoreDb('esdb roles');
  const program = await restarted(ledger);
  const back = serve({ ...ledger.variables, SIJIL_ROLES: 'projector,reactor,auditor' });
  const front = await program.start({ SIJIL_ROLES: 'commands,queries' });
  await back.ready;
  const market = busyMarket(CLIENTS, program.record, program.api, program.up, () => false);
  await program.record.acknowledged(100);
  await ledger.eventStore.kill();
  await pause(500);
  await ledger.eventStore.start();
  await program.record.acknowledged(200);
  await market.stop();
  expectMeantRefusals(program.record.ops);
  expectOpsInLog(program.record.ops, await storedEvents(ledger));
  await Promise.all([expectCleanStop(back), expectCleanStop(front)]);
  await expectWholeLedger(ledger);
});

it('has its event store secured on request, once, and works on', async () => {
  ledger = await ledgerOnEventStoreDb('esdb secured');
  const variables = { ...ledger.variables, EVENTSTORE_URL: ledger.eventStore.url.replace('//', '//admin:hunter2@') };
  const secure = async (...args: readonly string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await sijil(['eventstore', 'secure', ...args, '--json'], variables);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('hunter2');
    return JSON.parse(stdout);
  };
  const allowed = ['$admins', 'sijil', 'auditors'];
  expect(await secure('--allow', 'sijil', 'auditors')).toMatchObject({ allowed, documents: [{ changed: true }, { changed: true }] });
  expect(await secure('--allow', 'sijil', 'auditors')).toMatchObject({ allowed, documents: [{ changed: false }, { changed: false }] });
  for (const [url, reason] of [
    [ledger.eventStore.url, /^sijil: EVENTSTORE_URL: must name an administrator[^\n]*\n$/],
    ['', /^sijil: EVENTSTORE_URL: must be set[^\n]*\n$/],
  ] as const) {
    const { code, stderr } = await sijil(['eventstore', 'secure'], { ...variables, EVENTSTORE_URL: url });
    expect(code).toBe(2);
    expect(stderr).toMatch(reason);
  }
  const program = serve(ledger.variables);
  await clerkOf(await apiOf(program)).create('/v1/employees/citizens', citizen(numbers));
  await expectCleanStop(program);
  await expectWholeLedger(ledger);
});

it('waits for an event store that starts later, and says in one line that none came', async () => {
  ledger = await ledgerOnEventStoreDb('esdb late');
  await ledger.eventStore.kill();
  const early = serve(ledger.variables, []);
  await early.says(/waiting for the event store/);
  await ledger.eventStore.start();
  await early.prints(/Sijil is ready/);
  await expectCleanStop(early);
  await ledger.eventStore.kill();
  const alone = serve({ ...ledger.variables, EVENTSTORE_URL: ledger.eventStore.url.replace('//', '//admin:hunter2@') });
  expect(await alone.ended).toEqual({ code: 2, signal: null });
  expect(alone.stderr()).toMatch(/^sijil: EVENTSTORE_URL: [^\n]+\n$/);
  expect(alone.stderr()).not.toContain('hunter2');
});

it('refuses a ledger that lives in PostgreSQL, and names how to move it', async () => {
  ledger = await ledgerOnEventStoreDb('esdb first');
  const { EVENTSTORE_URL: _none, ...home } = ledger.variables;
  const program = serve(home);
  await clerkOf(await apiOf(program)).create('/v1/employees/citizens', citizen(numbers));
  await expectCleanStop(program);
  const other = serve(ledger.variables);
  expect(await other.ended).toEqual({ code: 2, signal: null });
  expect(other.stderr()).toMatch(/^sijil: the log is empty, [^\n]*sijil copy-log[^\n]*\n$/);
});
