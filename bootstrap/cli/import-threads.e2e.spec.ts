// An import whose lines are decided in threads of its own, stopped and killed on its way.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ledgerOnDatabases, type Ledger } from '../e2e/testing/ledger.js';
import { citizen, company, numbersFrom } from '../e2e/testing/market.js';
import { endPrograms, sijil, start, type Ended, type Variables } from '../e2e/testing/program.js';
import { expectSoundLog, storedEvents } from '../e2e/testing/stored-log.js';

// A process of its own takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const LINES = 900;
/** Outcomes after which a run is ended. */
const ENOUGH = 60;

interface Outcome {
  readonly line: number;
  readonly outcome: string;
  readonly events?: readonly { readonly id: string }[];
}

let ledger: Ledger;
let file: string;

beforeAll(async () => {
  ledger = await ledgerOnDatabases('import threads');
  file = join(ledger.home, 'lines.ndjson');
  const numbers = numbersFrom(0);
  const lines = Array.from({ length: LINES }, (_, n) =>
    n % 9 === 0
      ? { key: `c${n}`, command: 'RegisterCompany', data: company(numbers) }
      : n % 9 === 1
        ? { key: `d${n}`, command: 'SuspendCompany', record: { createdBy: `c${n - 1}` }, data: { reason: 'court-order' } }
        : { key: `e${n}`, command: 'RegisterCitizen', data: citizen(numbers) },
  );
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
});
afterAll(async () => {
  await endPrograms();
  await ledger.remove();
});

/** A call that the driver will not take any longer, as of a query while another one runs, fails the run. */
const strict = (): Variables => ({ ...ledger.variables, NODE_OPTIONS: '--throw-deprecation' });
const args = (outcomes: string): readonly string[] => ['import', file, '--json', '--threads', '2', '--outcomes', outcomes];

/** What stands in a file of outcomes; the last line may have been cut. */
async function outcomesIn(path: string): Promise<readonly Outcome[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.slice(0, text.lastIndexOf('\n') + 1).split('\n').filter(Boolean).map((line) => JSON.parse(line) as Outcome);
}

/** Runs the file until it has told some outcomes, and ends the run there; gives how it ended and what it had told. */
async function endedBy(signal: NodeJS.Signals): Promise<{ ended: Ended; told: readonly Outcome[] }> {
  const path = join(ledger.home, `${signal}.ndjson`);
  const program = start(args(path), strict());
  await vi.waitUntil(async () => (await outcomesIn(path)).length >= ENOUGH, { timeout: 120_000, interval: 5 });
  return { ended: await program.stop(signal), told: await outcomesIn(path) };
}

it('goes on where it was stopped, or killed: what it told is stored, and each line is done once', async () => {
  const stopped = await endedBy('SIGTERM');
  expect(stopped.ended.signal).toBeNull();
  expect(stopped.told.length).toBeLessThan(LINES);
  const killed = await endedBy('SIGKILL');
  expect(killed.ended.signal).toBe('SIGKILL');

  const path = join(ledger.home, 'whole.ndjson');
  const { code, stdout, stderr } = await sijil(args(path), strict());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ accepted: LINES, refused: 0 });
  const whole = new Map((await outcomesIn(path)).map((outcome) => [outcome.line, outcome]));
  expect(whole.size).toBe(LINES);
  // The same answer each time: ids, revisions, positions.
  for (const outcome of [...stopped.told, ...killed.told]) expect(whole.get(outcome.line)).toEqual(outcome);

  const events = await storedEvents(ledger);
  expectSoundLog(events);
  const told = [...whole.values()].flatMap((outcome) => outcome.events?.map(({ id }) => id) ?? []);
  expect(new Set(events.filter(({ type }) => type !== 'LedgerFounded').map(({ id }) => id))).toEqual(new Set(told));
});
