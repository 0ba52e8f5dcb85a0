import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiClient, tokenFor, type Api } from './testing/api.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { citizen, clerkOf, numbersFrom, type Known } from './testing/market.js';
import { endPrograms, expectCleanStop, serve, type Program } from './testing/program.js';
import { expectWholeLedger, storedEvents } from './testing/stored-log.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** More at a time than are needed for threads to be worth it. */
const AT_ONCE = 40;
const numbers = numbersFrom(0);

let ledger: Ledger;
let program: Program;
let api: Api;
afterEach(async () => {
  await endPrograms();
  await ledger.remove();
});

/** Starts the program and gives it so much to do that its thread opens. Its log has told of it then. */
async function openThread(killAt: string): Promise<Known> {
  ledger = await ledgerOnDatabases('threads');
  program = serve({ ...ledger.variables, SIJIL_COMMAND_THREADS: '1', SIJIL_KILL_AT: killAt, LOG_LEVEL: 'info' });
  const { address } = await program.ready;
  api = apiClient(() => address, await tokenFor(ledger.home));
  const known = await clerkOf(api).create('/v1/employees/citizens', citizen(numbers));
  const data = citizen(numbers);
  const opened = program.says(/a thread decides commands/);
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => api.post('/v1/employees/citizens', data, { key: randomUUID() })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  await opened;
  return known;
}

// With one core there is no thread beside the one that serves.
describe.skipIf(availableParallelism() < 2)('a thread that decides commands', () => {
  it.each(['decided', 'appended'])('dies after a command is %s: nobody knows, the same key settles it, and the program goes on', async (step) => {
    const { path } = await openThread(`thread:RecordWeightingFacts:${step}`);
    const change = () => api.post(`${path}/weighting-facts`, { weighting: { student: true } }, { key: 'cut', revision: 0 });
    const cut = await change();
    expect([cut.status, cut.body]).toMatchObject([503, { code: 'outcome-unknown' }]);
    await program.says(/a thread that decides commands has ended/);
    const settled = await change();
    expect([settled.status, settled.body]).toMatchObject([200, { revision: 1 }]);
    expect((await change()).text).toBe(settled.text);
    const stream = path.split('/').slice(-2).join('-').replace('employees', 'employee');
    const events = (await storedEvents(ledger)).filter((event) => event.stream === stream);
    expect(events.map(({ type }) => type)).toEqual(['CitizenRegistered', 'WeightingFactsRecorded']);
    await expectCleanStop(program);
    await expectWholeLedger(ledger);
  });
});
