import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiClient, tokenFor } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, numbersFrom } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, sijil, type Program } from './testing/program.js';
import { expectSoundLog, expectTablesToBeTheFold, recordsIn, storedEvents } from './testing/stored-log.js';

const run = promisify(execFile);
const prove = process.env['SIJIL_PROVE'] === '1';
// Years of a market are lived twice, side by side.
vi.setConfig({ testTimeout: prove ? 1_800_000 : 600_000, hookTimeout: 120_000 });

/** Events that the log holds when the start is killed. */
const KILLED_AT = prove ? [200, 1_000, 4_000, 9_000, 16_000] : [1_500];
const COMPANIES = prove ? 150 : 40;
let whole: Ledger;
let interrupted: Ledger;
const demo = { SIJIL_DEMO: 'true', DEMO_COMPANIES: String(COMPANIES) };

beforeAll(async () => {
  [whole, interrupted] = await Promise.all([ledgerOnDatabases('demo'), ledgerOnDatabases('demo killed')]);
});
afterAll(async () => {
  await endPrograms();
  await Promise.all([whole.remove(), interrupted.remove()]);
});

const start = (ledger: Ledger): Program => serve({ ...ledger.variables, ...demo }, []);

async function addressOf(program: Program): Promise<string> {
  return (await program.says(/listening on \S+/)).replace('listening on ', '');
}

/** Waits until the log of a ledger holds so many events. */
async function lived(ledger: Ledger, events: number): Promise<void> {
  const client = new pg.Client({ connectionString: await ledger.mainUrl() });
  await client.connect();
  try {
    await vi.waitFor(
      async () => {
        const { rows } = await client.query<{ position: string }>('select position::text from log.head');
        expect(Number(rows[0]?.position)).toBeGreaterThan(events);
      },
      { timeout: 300_000, interval: 50 },
    );
  } finally {
    await client.end();
  }
}

async function hasCurl(): Promise<boolean> {
  return run('curl', ['--version']).then(
    () => true,
    () => false,
  );
}

/** How many events of each type a log holds. */
async function countsIn(ledger: Ledger): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { type } of await storedEvents(ledger)) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

describe('a start on an empty ledger', () => {
  it('brings in the demo before it is ready; killed meanwhile and started again, it ends as one that was not', async () => {
    const program = start(whole);
    const api = apiClient(() => address, await tokenFor(whole.home));
    const address = await addressOf(program);
    expect((await api.get('/readyz')).status).toBe(503);
    await vi.waitFor(async () => {
      const { status, body } = await api.get<{ reasons: string[] }>('/readyz');
      expect({ status, reasons: body.reasons }).toMatchObject({ status: 503, reasons: ['the demo is being brought in'] });
    }, 60_000);
    expect(await api.post('/v1/employees/citizens', citizen(numbersFrom(0)))).toMatchObject({
      status: 503,
      body: { code: 'ledger-loading' },
    });
    expect((await api.get('/healthz')).status).toBe(200);

    for (const events of KILLED_AT) {
      const killed = start(interrupted);
      await lived(interrupted, events);
      await killed.stop('SIGKILL');
    }
    const last = start(interrupted);

    const notice = await program.prints(/Sijil is ready at[\s\S]*employees\/citizens'\n/);
    expect((await api.get('/readyz')).status).toBe(200);
    const inside = /Inside: ([\d,]+) companies, ([\d,]+) employees/.exec(notice);
    expect(Number(inside?.[1]?.replace(',', ''))).toBeGreaterThanOrEqual(COMPANIES);
    expect(Number(inside?.[2]?.replace(',', ''))).toBeGreaterThanOrEqual(COMPANIES * 6);
    await last.prints(/Sijil is ready at/);
    // What falls due on the day itself is swept when both are ready.
    await vi.waitFor(async () => expect(await countsIn(interrupted)).toEqual(await countsIn(whole)), { timeout: 60_000, interval: 500 });
    const events = await storedEvents(interrupted);
    expect(recordsIn(events)).toEqual(recordsIn(await storedEvents(whole)));
    // Nobody of the demo adopts a rule set.
    const without = Object.entries(recordsIn(events)).flatMap(([category, records]) => (records === 0 ? [category] : []));
    expect(without).toEqual(['ruleSet']);
    expectSoundLog(events);
    expect(new Set(events.map((event) => event.metadata.synthetic))).toEqual(new Set([true]));
    await expectCleanStop(last);
    await expectTablesToBeTheFold(interrupted, events);

    if (await hasCurl()) {
      const lines = notice.split('\n').filter((line) => line.startsWith('curl'));
      expect(lines.length).toBe(3);
      const answers = [];
      for (const line of [...lines, lines[2] ?? ''])
        answers.push(JSON.parse((await run('sh', ['-c', line])).stdout) as Record<string, unknown>);
      expect(answers[0]).toMatchObject({ company: { synthetic: true } });
      expect(answers[1]).toMatchObject({
        items: expect.arrayContaining([expect.objectContaining({ type: 'CompanyRegistered' })]) as unknown,
      });
      expect(answers[2]).toMatchObject({ revision: 0, events: [{ type: 'CitizenRegistered' }] });
      expect(answers[3], 'pasted again').toEqual(answers[2]);
    }
    // The first employer signs in, and reads what is his company's.
    const token = (await sijil(['token', '--as', 'employer'], whole.variables)).stdout.trim();
    const employer = apiClient(() => address, token);
    // He may act for several: he names the first.
    const [company] = (await employer.get<{ companies: readonly { readonly id: string }[] }>('/v1/me')).body.companies;
    const { status, body } = await employer.get<{ items: readonly unknown[] }>('/v1/companies', { 'Acting-Company': company?.id ?? '' });
    expect({ status, body }).toMatchObject({ status: 200, body: { items: [expect.objectContaining({ type: 'company', synthetic: true })] } });
    await expectCleanStop(program);
  });
});

afterEach(endPrograms);
