import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, marketOn, numbers, resident, terms, type Market } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { LineOutcome } from './line-outcome.js';
import { createLineWorker } from './line-workers.js';
import { numbered, textOf, type TestLine } from './testing/lived-run.js';
import { runByWall } from './testing/wall-run.js';
import { deafPort, pretendedThread, runByWorkers } from './testing/worker-run.js';

let ledger: TestLedger;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('line_workers');
  market = marketOn(ledger, (await ledger.process()).send);
});
afterAll(() => ledger.close());

type Lines = readonly (TestLine | string)[];
type Runner = (lines: AsyncIterable<{ number: number; text: string }>, onOutcome: (outcome: LineOutcome) => void) => Promise<void>;

async function outcomesOf(run: Runner, lines: Lines): Promise<readonly LineOutcome[]> {
  const outcomes: LineOutcome[] = [];
  await run(numbered(textOf(lines)), (outcome) => void outcomes.push(outcome));
  return outcomes.sort((a, b) => a.line - b.line);
}
const here = (lines: Lines): Promise<readonly LineOutcome[]> => outcomesOf((texts, onOutcome) => runByWall(ledger, texts, onOutcome), lines);
async function inTwoThreads(lines: Lines): Promise<readonly LineOutcome[]> {
  const threads = [pretendedThread(ledger), pretendedThread(ledger)];
  try {
    return await outcomesOf((texts, onOutcome) => runByWorkers(ledger, threads.map(({ worker }) => worker), texts, onOutcome), lines);
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}
const codes = (outcomes: readonly LineOutcome[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.outcome === 'accepted' ? 'accepted' : outcome.code));
const line = (key: string, { name, data }: { name: string; data: object }, more: Partial<TestLine> = {}): TestLine => ({ key, command: name, data, ...more });
const by = (createdBy: string) => ({ createdBy });
const draft = (of: string) => ({
  name: 'DraftContract',
  data: { companyId: by(`${of}c`), establishmentId: by(`${of}c`), employeeId: by(`${of}e`), terms: terms('2026-05-01', '2027-04-30') },
});
/** Six lines that hang on one another, some of them refused. */
const chain = (of: string): Lines => [
  line(`${of}c`, company()),
  line(`${of}e`, resident()),
  line(`${of}k`, draft(of)),
  line(`${of}s`, { name: 'SendContract', data: {} }, { record: by(`${of}k`) }),
  line(`${of}a`, { name: 'AcceptContract', data: {} }, { record: by(`${of}k`), onBehalfOf: by(`${of}e`) }),
  line(`${of}t`, { name: 'SendContract', data: {} }, { record: by(`${of}k`) }),
];

describe('lines that other threads decide', () => {
  it('come to what they come to in this one, also where one names what another thread made', async () => {
    // 32 lines go to one thread, the next 32 to the other: chains stand across.
    const lines = Array.from({ length: 16 }, (_, n) => chain(`w${n}-`)).flat();
    const outcomes = await inTwoThreads(lines);
    expect(new Set(codes(outcomes.filter(({ line: number }) => number % 6 !== 0)))).toEqual(new Set(['accepted']));
    expect(outcomes.filter(({ outcome }) => outcome === 'refused').map(({ line: number }) => number % 6)).toEqual(Array.from({ length: 16 }, () => 0));
    // The same commands: each gives its first answer again.
    expect(await here(lines)).toEqual(outcomes);
  });

  it('are refused, and take places, only once all lines before them have ended', async () => {
    const employee = await market.resident();
    const home = await market.company();
    const [one, two] = [await market.permit(home, employee), await market.permit(home, employee)];
    const bill = (key: string, record: string) => line(key, { name: 'BillWorkPermit', data: { billNumber: numbers.bill() } }, { record });
    const between = Array.from({ length: 40 }, (_, n) => line(`between${n}`, resident()));
    const cancel = line('free', { name: 'CancelWorkPermitBill', data: {} }, { record: one });
    const outcomes = await inTwoThreads([bill('b1', one), ...between, cancel, bill('b2', two), bill('b3', one)]);
    expect(codes(outcomes).slice(0, -1)).toEqual(Array.from({ length: 43 }, () => 'accepted'));
    expect(outcomes.at(-1)?.outcome).toBe('refused');
  });

  it('that are no command, or lead nowhere, get the outcomes they get here', async () => {
    const lines: Lines = [
      '{"key": ',
      '[]',
      line('unknown', { name: 'BribeInspector', data: {} }),
      line('payload', { name: 'SuspendCompany', data: { reason: 'boredom' } }, { record: (await market.company()).id }),
      line('nowhere', { name: 'SuspendCompany', data: { reason: 'court-order' } }),
      line('bad', company({ foundedOn: '2099-01-01' })),
      line('on-bad', { name: 'ResumeCompany', data: {} }, { record: by('bad') }),
    ];
    const outcomes = await inTwoThreads(lines);
    expect(codes(outcomes)).toEqual([
      'json-syntax',
      'invalid-line',
      'unknown-command',
      'invalid-payload',
      'record-not-found',
      'company.founded-in-future',
      'created-by-refused',
    ]);
    expect(outcomes).toEqual(await here(lines));
  });
});

it('a thread that is lost fails the run', async () => {
  const { port, close } = deafPort();
  const worker = createLineWorker(port);
  const run = runByWorkers(ledger, [worker], numbered(textOf(chain('lost-'))), () => undefined);
  setImmediate(() => worker.lost(new Error('it is gone')));
  await expect(run).rejects.toThrow('it is gone');
  await expect(worker.read([])).rejects.toThrow('it is gone');
  close();
});
