import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, marketOn, resident, terms, type Market } from '../testing/market.js';
import { storeAround } from '../testing/store-around.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import type { LineOutcome } from './line-outcome.js';
import { numbered, textOf, type TestLine } from './testing/lived-run.js';
import { runByWall } from './testing/wall-run.js';

let ledger: TestLedger;
let market: Market;

beforeAll(async () => {
  ledger = await openTestLedger('new_records');
  market = marketOn(ledger, (await ledger.process()).send);
});
afterAll(() => ledger.close());

async function run(lines: readonly TestLine[], on = ledger): Promise<readonly LineOutcome[]> {
  const outcomes: LineOutcome[] = [];
  await runByWall(on, numbered(textOf(lines)), (outcome) => void outcomes.push(outcome));
  return outcomes.sort((a, b) => a.line - b.line);
}

const idsOf = (outcomes: readonly LineOutcome[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.outcome === 'accepted' ? outcome.id : outcome.code));

const hired = (prefix: string, wage = {}): readonly TestLine[] => {
  const { name: register, data: home } = company();
  const { name: enrol, data: human } = resident();
  const by = (key: string): object => ({ createdBy: `${prefix}${key}` });
  const offer = { ...terms('2026-05-01', '2027-04-30'), ...wage };
  return [
    { key: `${prefix}c`, command: register, data: home },
    { key: `${prefix}e`, command: enrol, data: human },
    {
      key: `${prefix}k`,
      command: 'DraftContract',
      data: { companyId: by('c'), establishmentId: by('c'), employeeId: by('e'), terms: offer },
    },
  ];
};

describe('records that a file makes', () => {
  it('are not asked for, and their humans have a key from the claim on', async () => {
    const read: string[] = [];
    const store = storeAround(ledger.store, {
      readStream: (stream, from, limit) => {
        read.push(stream);
        return ledger.store.readStream(stream, from, limit);
      },
    });
    const [companyId, employeeId, contractId] = idsOf(await run(hired('once-'), { ...ledger, parts: { ...ledger.parts, store } }));
    expect(read).not.toContain(`contract-${contractId}`);
    // The facts of the draft, once each; their own commands did not ask.
    expect(read.filter((stream) => stream === `employee-${employeeId}`)).toHaveLength(1);
    expect(read.filter((stream) => stream === `company-${companyId}`)).toHaveLength(1);
    const { rows } = await ledger.vaultPool.query('select key_version from vault.subject_key where subject = $1', [employeeId]);
    expect(rows).toEqual([{ key_version: 1 }]);
  });

  it('are there once when the file runs again, and another payload under a key is refused', async () => {
    const lines = hired('twice-');
    const first = await run(lines);
    const before = await ledger.log();
    expect(await run(lines)).toEqual(first);
    for (const [n, line] of lines.entries()) {
      const again = await run(lines.with(n, { ...line, data: changedData(line) }).slice(0, n + 1));
      expect(idsOf(again)).toEqual(idsOf(first).with(n, 'idempotency-key-reused').slice(0, n + 1));
    }
    expect(await ledger.log()).toHaveLength(before.length);
  });

  it('are what they were when their company was closed to new contracts before the file runs again', async () => {
    const home = await market.company();
    const draft: TestLine = {
      key: 'still-there',
      command: 'DraftContract',
      data: { companyId: home.id, establishmentId: home.establishmentId, employeeId: await market.resident(), terms: terms('2026-05-01', '2027-04-30') },
    };
    const first = await run([draft]);
    expect(first).toMatchObject([{ outcome: 'accepted' }]);
    await run([{ key: 'suspended', command: 'SuspendCompany', record: home.id, data: { reason: 'court-order' } }]);
    expect(await run([draft])).toEqual(first);
    expect(await run([{ ...draft, key: 'too-late' }])).toMatchObject([{ outcome: 'refused', status: 422 }]);
  });
});

function changedData({ command, data }: TestLine): object {
  if (command !== 'DraftContract') return { ...data, ...(command === 'RegisterCompany' ? { foundedOn: '2018-01-01' } : { sex: 'male' }) };
  const { terms: offer } = data as { terms: object };
  return { ...data, terms: { ...offer, probationDays: 30 } };
}
