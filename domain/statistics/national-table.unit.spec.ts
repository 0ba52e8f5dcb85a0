import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleAt } from '../rules/rule-table.js';
import { disclosureRules } from '../rules/statistics-rules.js';
import { toIsoDate } from '../standards/calendar.js';
import { cellNamed, cellsAround } from './cube.js';
import { nationalTable, type NationalTable } from './national-table.js';
import { tallyCube, type Unit } from './tally.js';
import { markets, unit } from './testing/some-units.js';

const week = toIsoDate('2026-05-02');
const rules = ruleAt(disclosureRules, week).value;
const tableOf = (market: readonly (readonly Unit[])[], before: NationalTable['withheld'] = []): NationalTable => nationalTable(rules, tallyCube(market), before, week);
const toldOf = ({ told }: NationalTable): ReadonlyMap<string, object> => new Map(told.map(({ cell, ...counts }) => [cell, counts]));

describe('the national table', () => {
  it('tells counts as noise and rounding leave them, and of withheld cells nothing but until when', () => {
    const market = Array.from({ length: 20 }, (_, n) => [unit(`o${n}`, 1, {}, 4, 7, n === 0 ? 255 : 0)]);
    // Keys of 255: each count is moved by the most, 5; of 140 expatriates the key is 7 times 255 modulo 256, 249: by 4 and up to 145.
    expect(toldOf(tableOf(market)).get('430|RED|small|SA-01')).toEqual({ entities: 25, saudis: 85, expats: 145 });
    const small = tableOf([[unit('a', 1, {}, 4, 5, 1)]]);
    expect(small.told).toEqual([]);
    expect(small.withheld.map(({ through, cells }) => [through, cells.length])).toEqual([['2026-08-01', 16]]);
    expect(JSON.stringify(small)).not.toContain('9');
  });

  it('reads back what the table before withheld', () => {
    const market = Array.from({ length: 20 }, (_, n) => [unit(`o${n}`, 1, {}, 4, 7)]);
    const held = tableOf(market, [{ through: toIsoDate('2026-05-30'), cells: ['430|*|*|*'] }]).withheld;
    expect(held.every(({ through }) => through === '2026-05-30')).toBe(true);
    expect(held.flatMap(({ cells }) => cells)).toContain('430|*|*|*');
    expect(tableOf(market, [{ through: toIsoDate('2026-05-01'), cells: ['430|*|*|*'] }]).withheld).toEqual([]);
  });
});

describe('an attack by differences (33)', () => {
  it('on a known market never comes to a cell below the threshold: what two shown cells differ in is nobody, or not small', () => {
    let pairs = 0;
    fc.assert(
      fc.property(markets, fc.infiniteStream(fc.nat()), (market, chance) => {
        const shown = tableOf(market).told.map(({ cell }) => cellNamed(cell));
        const peopleIn = (cell: number): readonly Unit[] => market.flat().filter((one) => one.saudis + one.expats > 0 && cellsAround(one.cell).includes(cell));
        const pick = (from: readonly number[]): number => from[(chance.next().value ?? 0) % from.length] ?? 0;
        for (let n = 0; n < 20 && shown.length > 1; n += 1) {
          const inner = pick(shown);
          const outer = pick(cellsAround(inner).filter((cell) => shown.includes(cell)));
          const left = peopleIn(outer).filter((one) => !peopleIn(inner).includes(one));
          const workers = left.reduce((sum, one) => sum + one.saudis + one.expats, 0);
          if (workers === 0) continue;
          pairs += 1;
          expect([workers >= rules.leastWorkers, left.length >= rules.leastEstablishments]).toEqual([true, true]);
        }
      }),
      { numRuns: 40 },
    );
    expect(pairs).toBeGreaterThan(20);
  });

  it('finds the same cell the same whenever it is asked, whatever else there is; another worker may move it by more than himself', () => {
    fc.assert(
      fc.property(markets, markets, (market, other) => {
        const elsewhere = other.map((units, owner) => units.map((one) => ({ ...one, cell: cellNamed('499|PLATINUM|giant|SA-14'), entityId: `far ${owner}`, establishmentId: `far ${owner} ${one.establishmentId}` })));
        const [alone, beside] = [toldOf(tableOf(market)), toldOf(tableOf([...elsewhere, ...market]))];
        expect(toldOf(tableOf([...market].reverse()))).toEqual(alone);
        for (const [cell, counts] of alone) if (cell.startsWith('4') && beside.has(cell)) expect(beside.get(cell), cell).toEqual(counts);
      }),
      { numRuns: 15 },
    );
  });

  it('comes from the difference of two tables to no single worker: what he adds is lost in what his key does', () => {
    const market = Array.from({ length: 20 }, (_, n) => [unit(`o${n}`, 1, {}, 20, 20, n * 11)]);
    const saudis = (more: readonly Unit[]): number => (toldOf(tableOf([...market, more])).get('430|RED|small|SA-01') as { saudis: number }).saudis;
    const without = saudis([]);
    const differences = Array.from({ length: 32 }, (_, n) => saudis([unit('joins', 1, {}, 1, 1, 8 * n)]) - without);
    // Over the keys that he may have he is there on the average, and in no single answer.
    expect(new Set(differences).size).toBeGreaterThan(2);
    expect(differences.filter((one) => one < 0).length).toBeGreaterThan(0);
    expect(differences.filter((one) => one === 0).length).toBeGreaterThan(0);
  });
});
