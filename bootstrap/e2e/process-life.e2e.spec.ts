import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { grounds } from '../../domain/access/testing/grounds.js';
import { stopPostmaster } from '../postgres/embedded/postmaster.js';
import { apiClient, tokenFor, type Api } from './testing/api.js';
import { embeddedLedger, ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, npmStart, serve, sijil, type Program } from './testing/program.js';

// Starts of whole programs on a machine that runs other tests beside.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const numbers = numbersFrom(0);

afterEach(endPrograms);

async function apiOf(ledger: Ledger, program: Program): Promise<Api> {
  const { address } = await program.ready;
  return apiClient(() => address, await tokenFor(ledger.home));
}

/** Registers a citizen and gives the path of the record. */
async function registerSomebody(api: Api): Promise<string> {
  return (await clerkOf(api).create('/v1/employees/citizens', citizen(numbers))).path;
}

async function countOf(ledger: Ledger): Promise<number> {
  const { stdout } = await sijil(['status', '--json'], ledger.variables);
  return (JSON.parse(stdout) as { records: { employee: number } }).records.employee;
}

describe('a life on the embedded server', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await embeddedLedger();
  });
  afterAll(() => ledger.remove());
  afterEach(async () => {
    await endPrograms();
    const left = await ledger.server();
    if (left !== undefined) await stopPostmaster(left, undefined);
  });

  it('is stopped by signals to npm, also by two at once, with the server; the next start finds the data', async () => {
    for (const [n, signals] of [['SIGTERM'], ['SIGINT', 'SIGTERM', 'SIGINT']].entries()) {
      const npm = npmStart(ledger.variables);
      const { records } = await npm.ready;
      expect(records['employee']).toBe(n);
      await registerSomebody(await apiOf(ledger, npm));
      expect(await ledger.server()).toBeDefined();
      for (const signal of signals) npm.child.kill(signal as NodeJS.Signals);
      await npm.ended;
      expect(npm.stderr()).not.toContain('rror');
      expect(await ledger.server(), signals.join(' and ')).toBeUndefined();
    }
  });

  it('is stopped by the terminal, which signals npm, its shell and the program all together', async () => {
    const npm = npmStart(ledger.variables, true);
    await npm.ready;
    process.kill(-(npm.child.pid ?? 0), 'SIGINT');
    await npm.ended;
    expect(await ledger.server()).toBeUndefined();
  });

  it('stops while it still starts', async () => {
    const program = serve(ledger.variables, []);
    await program.says(/starting PostgreSQL/);
    await expectCleanStop(program);
    expect(program.stdout()).toBe('');
    expect(await ledger.server()).toBeUndefined();
  });

  it('has one holder a role: a second start says so in one line and exits 2, and the first goes on', async () => {
    const first = serve(ledger.variables);
    const api = await apiOf(ledger, first);
    const second = serve(ledger.variables);
    expect(await second.ended).toEqual({ code: 2, signal: null });
    expect(second.stdout()).toBe('');
    expect(second.stderr()).toMatch(/^sijil: role (projector|reactor|auditor) is held by another process \(.*\)\n$/);
    await registerSomebody(api);
    await expectCleanStop(first);
  });

  it('waits for a role when told to stand by, and takes it over', async () => {
    const first = serve(ledger.variables);
    await first.ready;
    const second = serve({ ...ledger.variables, SIJIL_STANDBY: 'true', LOG_LEVEL: 'info' });
    await second.says(/standing by/);
    expect(await first.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    await registerSomebody(await apiOf(ledger, second));
    await expectCleanStop(second);
    expect(await ledger.server()).toBeUndefined();
  });

  it('splits its roles over processes; the last one out stops the server', async () => {
    const front = serve({ ...ledger.variables, SIJIL_ROLES: 'commands,queries' });
    const back = serve({ ...ledger.variables, SIJIL_ROLES: 'projector,reactor,auditor' });
    await back.ready;
    const api = await apiOf(ledger, front);
    const somebody = await clerkOf(api).create('/v1/employees/citizens', citizen(numbers));
    expect((await api.get(`${somebody.path}?after=${somebody.position}`)).status).toBe(200);
    const { address } = await back.ready;
    const behind = apiClient(() => address, await tokenFor(ledger.home));
    expect((await behind.get(somebody.path)).status).toBe(404);
    await expectCleanStop(front);
    expect(await ledger.server()).toBeDefined();
    await expectCleanStop(back);
    expect(await ledger.server()).toBeUndefined();
  });

  it('killed, leaves its server to be adopted, and loses nothing', async () => {
    const first = serve(ledger.variables);
    const path = await registerSomebody(await apiOf(ledger, first));
    await first.stop('SIGKILL');
    const orphan = await ledger.server();
    expect(orphan).toBeDefined();
    const second = serve(ledger.variables);
    const api = await apiOf(ledger, second);
    expect((await ledger.server())?.pid).toBe(orphan?.pid);
    expect((await api.get(path)).status).toBe(200);
    await expectCleanStop(second);
    expect(await ledger.server()).toBeUndefined();
  });

  it('lets status, events and vault status look in beside it and without it', async () => {
    const program = serve(ledger.variables);
    const path = await registerSomebody(await apiOf(ledger, program));
    const beside = await countOf(ledger);
    const { stdout } = await sijil(['events', path.replace('/v1/', ''), '--json'], ledger.variables);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'CitizenRegistered', revision: 0 });
    await expectCleanStop(program);
    expect(await countOf(ledger)).toBe(beside);
    const vault = await sijil(['vault', 'status', '--json'], ledger.variables);
    expect(vault.code).toBe(0);
    expect(Object.keys(JSON.parse(vault.stdout) as object).length).toBeGreaterThan(2);
    expect(await ledger.server()).toBeUndefined();
  });

  it('takes tokens that sijil token prints, and no others', async () => {
    const program = serve(ledger.variables);
    const { address } = await program.ready;
    const printed = await sijil(['token', '--as', 'regulator'], ledger.variables);
    const get = async (token: string) => apiClient(() => address, token).get('/v1/employees', grounds);
    expect((await get(printed.stdout.trim())).status).toBe(200);
    const analyst = await sijil(['token', '--as', 'analyst', '--json'], ledger.variables);
    expect(await get((JSON.parse(analyst.stdout) as { token: string }).token)).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    expect(await get(`${printed.stdout.trim().slice(0, -8)}AAAAAAAA`)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    expect((await sijil(['token', '--as', 'king'], ledger.variables)).code).toBe(2);
  });
});

describe('a start that cannot be', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await ledgerOnDatabases('starts');
  });
  afterAll(() => ledger.remove());

  it.each([
    ['PORT', '70000'],
    ['SIJIL_ROLES', 'commands,king'],
    ['DATABASE_URL', 'postgres://nobody:secret@127.0.0.1:1/none'],
    ['VAULT_DATABASE_URL', ''],
    ['EVENTSTORE_URL', 'kurrentdb://admin:secret@localhost:2113'],
    ['SIJIL_KEY_FILE', '/dev/null/key'],
  ])('names the variable in one line: %s=%s', async (name, value) => {
    const program = serve({ ...ledger.variables, [name]: value });
    expect((await program.ended).code).toBe(2);
    expect(program.stderr()).toMatch(new RegExp(`^sijil: ${name}\\b[^\\n]*\\n$`));
    expect(program.stderr()).not.toContain('secret');
    expect(program.stdout()).toBe('');
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const program = serve({ ...ledger.variables, PORT: port });
    expect((await program.ended).code).toBe(2);
    expect(program.stderr()).toMatch(new RegExp(`^sijil: PORT[^\\n]*${port}[^\\n]*\\n$`));
    other.close();
  });

  it('refuses usage that is wrong with exit code 2 and one line', async () => {
    for (const args of [['dance'], ['serve', '--loud'], ['import', '/nowhere.ndjson'], ['events', 'nobody']]) {
      const { code, stdout } = await sijil(args, ledger.variables);
      expect({ args, code, stdout }).toEqual({ args, code: 2, stdout: '' });
    }
  });

  it('refuses a log with a vault that is empty or belongs to another ledger', async () => {
    const other = await ledgerOnDatabases('others');
    const third = await ledgerOnDatabases('empty');
    try {
      for (const one of [ledger, other]) {
        const program = serve(one.variables);
        await program.ready;
        await expectCleanStop(program);
      }
      const own = ledger.variables['DATABASE_URL'] ?? '';
      for (const [vault, home] of [
        [other.variables['VAULT_DATABASE_URL'] ?? '', other.home],
        [third.variables['VAULT_DATABASE_URL'] ?? '', third.home],
      ] as const) {
        const program = serve({ ...ledger.variables, DATABASE_URL: own, VAULT_DATABASE_URL: vault, SIJIL_HOME: home });
        expect((await program.ended).code).toBe(2);
        expect(program.stderr()).toMatch(/^sijil: [^\n]*vault[^\n]*\n$/);
      }
      const again = serve(ledger.variables);
      await again.ready;
      await expectCleanStop(again);
    } finally {
      await other.remove();
      await third.remove();
    }
  });
});
