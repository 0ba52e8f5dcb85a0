import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runTypescript } from '../../bootstrap/testing/run-typescript.js';
import { addDays, toIsoDate, type IsoDate } from '../../domain/standards/calendar.js';
import { planMarket } from './population/plan-market.js';
import { tellMarket } from './tell-market.js';
import { tallyLines } from './tally/tally-lines.js';
import { faultsOf } from './testing/market-faults.js';
import { digestOf } from './testing/print-digest.js';

const FROM = '2023-01-01';
const TO = '2025-12-31';

interface Told {
  readonly lines: readonly string[];
  readonly tally: ReturnType<typeof tellMarket>['tally'];
}

function told(companies: number, seed: number, from: IsoDate, to: IsoDate): Told {
  const market = tellMarket(planMarket({ companies, seed, from, to }));
  const lines = [...market.days()].flatMap((day) => day.lines.toString().split('\n').slice(0, -1));
  return { lines, tally: market.tally };
}

describe('a market told', () => {
  it('is the same to the byte, here, in other processes, and wherever it had to be laid aside', async () => {
    const here = digestOf(120, 7, FROM, TO);
    expect(digestOf(120, 7, FROM, TO, 1_000_000)).toBe(here);
    const file = fileURLToPath(new URL('./testing/print-digest.ts', import.meta.url));
    const other = runTypescript(file, ['120', '7', FROM, TO]);
    expect(await other.nextLine()).toBe(here);
    await other.ended;
    expect(digestOf(120, 8, FROM, TO)).not.toBe(here);
  }, 120_000);

  it('keeps to order, known commands, payloads, keys and names, of any size and for any seed', () => {
    const size = fc.integer({ min: 1, max: 60 });
    const days = fc.integer({ min: 365, max: 1_700 });
    fc.assert(
      fc.property(size, fc.nat(), days, (companies, seed, length) => {
        const to = addDays(toIsoDate('2022-01-01'), length);
        const market = told(companies, seed, toIsoDate('2022-01-01'), to);
        expect(faultsOf(market.lines, to, 7)).toEqual([]);
        expect(market.tally.lines).toBe(market.lines.length);
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('is written as JSON writes it', () => {
    const { lines } = told(40, 3, toIsoDate(FROM), toIsoDate(TO));
    expect(lines.filter((line) => JSON.stringify(JSON.parse(line)) !== line)).toEqual([]);
  });

  it('counts what it tells', () => {
    const { lines, tally } = told(40, 3, toIsoDate(FROM), toIsoDate(TO));
    const count = (command: string): number => lines.filter((line) => line.includes(`"command":"${command}"`) && line.includes('"expect":"accepted"')).length;
    for (const command of ['RegisterCompany', 'AcceptContract', 'IssueWorkPermit', 'UseVisa']) expect(tally.commands.get(command) ?? 0).toBe(count(command));
    expect(tally.accepted).toBe(lines.filter((line) => line.includes('"expect":"accepted"')).length);
    expect(tallyLines(tally)[0]).toBe(`${lines.length.toLocaleString('en')} lines: ${tally.accepted.toLocaleString('en')} to be accepted, ${(lines.length - tally.accepted).toLocaleString('en')} to be refused`);
  });
});
