import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company, correction, numbers, resident, terms } from '../testing/market.js';
import { openTestLedger, type TestLedger } from '../testing/test-ledger.js';
import { live, textOf, type TestLine } from './testing/lived-run.js';

let ledger: TestLedger;
let at = Date.parse('2026-05-01T06:00:00Z');
const instant = (minutes = 1): string => new Date((at += minutes * 60_000)).toISOString();
const made = ({ name, data }: { name: string; data: object }, key: string, when = instant()): TestLine => ({ key, command: name, data, at: when });

beforeAll(async () => {
  ledger = await openTestLedger('lived');
});
afterAll(() => ledger.close());

const outcomesOf = async (lines: readonly (TestLine | string)[]): Promise<readonly string[]> => {
  const { outcomes } = await live(ledger, textOf(lines));
  return [...outcomes.values()].sort((a, b) => a.line - b.line).map((outcome) => (outcome.outcome === 'accepted' ? 'accepted' : outcome.code));
};

describe('lines that find out what those before them did', () => {
  it('by a number that a correction freed, and one that a registration took', async () => {
    const first = resident();
    const second = resident();
    const { document } = first.data as { document: { value: string } };
    const lines = [
      made(first, 'a'),
      made({ name: 'CorrectPerson', data: correction([{ scheme: 'iqama', value: numbers.iqama() }]) }, 'b'),
      made(resident({ document: { scheme: 'iqama', value: document.value, expiresOn: '2030-12-31' } }), 'c'),
      made(second, 'd'),
      made({ name: 'RegisterResident', data: { ...second.data, nationality: 'PAK' } }, 'e'),
    ];
    expect(await outcomesOf(lines.map((line, n) => (n === 1 ? { ...line, record: { createdBy: 'a' } } : line)))).toEqual([
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'record-exists',
    ]);
  });
});

void company;
void terms;
