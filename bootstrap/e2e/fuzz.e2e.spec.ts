// The built program under requests made from its own description: valid ones, broken ones, of everyone.
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { openLocalIssuer } from '../auth/local-issuer.js';
import { apiClient, tokenFor } from './testing/api.js';
import { brokenPlan } from './testing/fuzz/broken-plan.js';
import { describedApi, type DescribedApi } from './testing/fuzz/described-api.js';
import { fuzzer, roleOf } from './testing/fuzz/fuzzer.js';
import { knownMarket } from './testing/fuzz/known-market.js';
import { CALLERS, type CallerKind } from './testing/fuzz/plan.js';
import { validPlan } from './testing/fuzz/valid-plan.js';
import { ledgerOnDatabases, type Ledger } from './testing/ledger.js';
import { numbersFrom } from './testing/market.js';
import { endPrograms, serve, type Program } from './testing/program.js';
import { expectWholeLedger } from './testing/stored-log.js';

const PROVE = process.env['SIJIL_PROVE'] === '1';
const REQUESTS = PROVE ? 1_000_000 : 500;
/** An hour of requests, or as many minutes as one has. */
const LONGEST_MS = PROVE ? Number(process.env['SIJIL_FUZZ_MINUTES'] ?? 60) * 60_000 : 600_000;
/** How often the market is told anew: what was closed, ended or refused is in nobody's way. */
const TOLD_EVERY = 250;

vi.setConfig({ testTimeout: LONGEST_MS + 120_000, hookTimeout: 120_000 });

// The same requests at each test run; new ones wherever there is time to look into what they find.
const seed = Number(process.env['SIJIL_FUZZ_SEED'] ?? (PROVE ? Date.now() % 2 ** 31 : 20_260_501));

let ledger: Ledger;
let program: Program;
let address: string;
let api: DescribedApi;
const tokens = new Map<CallerKind, string>();

beforeAll(async () => {
  ledger = await ledgerOnDatabases('fuzz');
  program = serve(ledger.variables);
  ({ address } = await program.ready);
  api = describedApi((await apiClient(() => address, '').get(`/openapi.json`)).body);
  for (const caller of CALLERS) {
    const role = roleOf(caller);
    if (role !== undefined) tokens.set(caller, await tokenFor(ledger.home, role, `fuzzing ${role}`));
  }
  const issuer = await openLocalIssuer(ledger.home);
  tokens.set('expired', await issuer.sign({ sub: 'late', role: 'platform-service' }, -3_600));
  tokens.set('garbled', `${tokens.get('platform-service') ?? ''}x`);
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

describe('requests made from the description', () => {
  it('are each answered as it says, and leave a ledger that is whole', async () => {
    // Its numbers are not those that chance likes best.
    const market = knownMarket(apiClient(() => address, await tokenFor(ledger.home)), numbersFrom(40_000_000));
    const fuzz = fuzzer(address, api, market, (caller) => tokens.get(caller) ?? '');
    const commands = new Set(api.operations.filter(({ method }) => method === 'post').map(({ operationId }) => operationId));
    let sent = 0;
    const memory: number[] = [];
    const run = await fc.check(
      fc.asyncProperty(brokenPlan(validPlan(api.operations)), async (plan) => {
        if (sent % TOLD_EVERY === 0) await market.tell();
        if (sent % TOLD_EVERY === 0) memory.push(await residentBytes(program.child.pid ?? 0));
        sent += 1;
        await fuzz.send(plan);
      }),
      { seed, numRuns: REQUESTS, interruptAfterTimeLimit: LONGEST_MS, markInterruptAsFailure: false },
    );
    fuzz.close();
    const told = [...fuzz.answered].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, n]) => `${what}: ${n}`);
    process.stderr.write(`fuzzed with SIJIL_FUZZ_SEED=${seed}: ${sent} requests; ${told.join(', ')}; accepted ${[...fuzz.accepted].sort().join(' ')}\n`);
    const failure = run.errorInstance as Error | null | undefined;
    expect(failure?.message ?? '', `SIJIL_FUZZ_SEED=${seed}, path ${String(run.counterexamplePath)}`).toBe('');

    // It reached the ledger: commands and reads of many kinds were accepted, and others refused in the ways that a client may cause.
    expect([...fuzz.accepted].filter((id) => commands.has(id)).length).toBeGreaterThan(3);
    expect(fuzz.accepted.size).toBeGreaterThan(20);
    const statuses = new Set([...fuzz.answered.keys()].map((what) => what.slice(0, 3)));
    for (const status of ['200', '400', '401', '403', '404', '412', '415', '422']) expect(statuses, told.join('\n')).toContain(status);
    expect((await apiClient(() => address, '').get('/readyz')).status).toBe(200);
    if (PROVE) expectFlat(memory);

    expect(await program.stop()).toEqual({ code: 0, signal: null });
    const alarms = program.stdout().split('\n').filter((line) => /"level":[56]0/.test(line));
    expect(alarms).toEqual([]);
    const events = await wholeLedger();
    expect(events.length).toBeGreaterThan(sent / 50);
  });
});

/** The ledger is whole. What falls due by dates of the requests may still be appended at one start: at the next it has been. */
async function wholeLedger(): Promise<readonly RecordedEvent[]> {
  for (let start = 1; start < 4; start += 1) {
    try {
      return await expectWholeLedger(ledger);
    } catch {
      await endPrograms();
    }
  }
  return expectWholeLedger(ledger);
}

/** Memory of a process that is not on disk; NaN where the system does not tell. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) * 1_024;
}

/** Once its caches are full a process grows no more, whatever is asked: what it falls back to in the last third is about what it fell back to in the middle one. */
function expectFlat(memory: readonly number[]): void {
  const third = Math.floor(memory.length / 3);
  // The least, not the mean: between two collections a heap grows as it likes.
  const least = (values: readonly number[]): number => Math.min(...values);
  expect(least(memory.slice(-third)) / least(memory.slice(third, 2 * third)), memory.join(' ')).toBeLessThan(1.25);
}
