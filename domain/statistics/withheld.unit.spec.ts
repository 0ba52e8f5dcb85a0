import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleAt } from '../rules/rule-table.js';
import { disclosureRules } from '../rules/statistics-rules.js';
import { addDays, toIsoDate } from '../standards/calendar.js';
import { cellAt, cellName, cellsAround, DIMENSIONS, movedTo, positionIn, positionsOf } from './cube.js';
import { tallyCube, type Tally, type Unit } from './tally.js';
import { markets, unit } from './testing/some-units.js';
import { followsFrom } from './testing/told-by-sums.js';
import { occupiedCells, withheldCells, type Withheld } from './withheld.js';

const week = toIsoDate('2026-05-02');
const rules = ruleAt(disclosureRules, week).value;
const none: Withheld = new Map();
const hidden = (tally: Tally, before: Withheld = none, on = week): readonly string[] => [...withheldCells(rules, tally, before, on).keys()].map(cellName).sort();
/** So many owners with one establishment each of so many workers. */
const owners = (name: string, count: number, at: object, workers = 10): readonly (readonly Unit[])[] => Array.from({ length: count }, (_, n) => [unit(`${name} ${n}`, 1, at, 3, workers - 3)]);

/** Workers, establishments and their largest two, counted from the units themselves. */
function countIn(units: readonly Unit[]): { readonly workers: number; readonly establishments: number; readonly topTwo: number } {
  const sizes = units.map(({ saudis, expats }) => saudis + expats).filter((size) => size > 0).sort((a, b) => b - a);
  return { workers: sizes.reduce((sum, size) => sum + size, 0), establishments: sizes.length, topTwo: (sizes[0] ?? 0) + (sizes[1] ?? 0) };
}

describe('the cells that are withheld', () => {
  it.each([
    ['nine workers', [...owners('a', 3, {}, 3)], true],
    ['ten workers in three establishments of three owners', [...owners('a', 2, {}, 3), ...owners('b', 1, {}, 4)], false],
    ['two establishments', [...owners('a', 2, {}, 50)], true],
    ['three establishments of one owner', [[unit('a', 1, {}, 9, 9), unit('a', 2, {}, 9, 9), unit('a', 3, {}, 9, 9)]], true],
    ['two establishments with 85 %', [...owners('a', 2, {}, 85), ...owners('b', 3, {}, 10)], false],
    ['two establishments with more', [...owners('a', 2, {}, 86), ...owners('b', 3, {}, 10)], true],
    ['nobody', [], false],
  ] as const)('are small ones: %s', (_what, market, expected) => {
    expect(hidden(tallyCube(market)).includes('*|*|*|*')).toBe(expected);
  });

  it('take another along in their line, the smallest, and one more until they are not small together', () => {
    const regions = tallyCube([...owners('a', 9, { region: 'SA-01' }), ...owners('b', 8, { region: 'SA-02' }), ...owners('c', 7, { region: 'SA-04' }), ...owners('d', 1, { region: 'SA-05' }, 4)]);
    expect(hidden(regions).filter((name) => name.startsWith('*|*|*'))).toEqual(['*|*|*|SA-04', '*|*|*|SA-05']);
    const many = tallyCube([...owners('a', 9, { region: 'SA-01' }), ...owners('b', 8, { region: 'SA-02' }), ...['SA-04', 'SA-05'].flatMap((region) => owners(region, 1, { region }, 4))]);
    expect(hidden(many).filter((name) => name.startsWith('*|*|*'))).toEqual(['*|*|*|SA-02', '*|*|*|SA-04', '*|*|*|SA-05']);
  });

  it('stay withheld for a quarter after the last week in which they had to be, and are shown after it', () => {
    const [small, large] = [tallyCube([...owners('a', 9, {}), ...owners('b', 2, { region: 'SA-02' })]), tallyCube([...owners('a', 9, {}), ...owners('b', 4, { region: 'SA-02' })])];
    const first = withheldCells(rules, small, none, week);
    expect(first.get(cellAt({ region: 'SA-02' }))).toBe(addDays(week, 91));
    let before = first;
    for (let n = 1; n <= 13; n += 1) {
      before = withheldCells(rules, large, before, addDays(week, 7 * n));
      expect([...before.keys()].sort(), String(n)).toEqual([...first.keys()].sort());
    }
    expect(hidden(large, before, addDays(week, 98))).toEqual([]);
    // What is empty is known to be: there is nobody to hold back.
    expect(hidden(tallyCube(owners('a', 9, {})), first, addDays(week, 7))).not.toContain('*|*|*|SA-02');
  });

  const numRuns = 40;

  it('leave no small cell shown, and no line whose withheld cells are one, or small together', () => {
    fc.assert(
      fc.property(markets, (market) => {
        const tally = tallyCube(market);
        const withheld = withheldCells(rules, tally, none, week);
        const unitsIn = (cell: number): readonly Unit[] => market.flat().filter((one) => cellsAround(one.cell).includes(cell));
        const small = ({ workers, establishments, topTwo }: ReturnType<typeof countIn>): boolean => workers < 10 || establishments < 3 || topTwo > 0.85 * workers;
        const linesOf = (cell: number): readonly (readonly number[])[] =>
          [...DIMENSIONS.keys()].filter((dimension) => positionIn(cell, dimension) === 0).map((dimension) => Array.from({ length: positionsOf(dimension) - 1 }, (_, n) => movedTo(cell, dimension, n + 1)));
        const faults = occupiedCells(tally).flatMap((cell) => {
          const lines = linesOf(cell).map((line) => line.filter((one) => withheld.has(one)));
          if (withheld.has(cell)) return lines.some((line) => line.length === 0) ? [`${cellName(cell)} is the sum of shown cells`] : [];
          const telling = lines.filter((line) => line.length === 1 || (line.length > 1 && small(countIn(line.flatMap(unitsIn)))));
          return [...(small(countIn(unitsIn(cell))) ? [`${cellName(cell)} is small`] : []), ...telling.map((line) => `${cellName(cell)} tells ${line.map(cellName).join(' ')}`)];
        });
        expect(faults).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('follow from no sum of what is shown, however many cells are taken: checked by exact elimination', () => {
    let checked = 0;
    fc.assert(
      fc.property(markets, (market) => {
        const tally = tallyCube(market);
        const withheld = withheldCells(rules, tally, none, week);
        const unknown = occupiedCells(tally).filter((cell) => withheld.has(cell) && cellsAround(cell).length === 16);
        const partsOf = (outer: number): readonly number[] => unknown.flatMap((cell, n) => (cellsAround(cell).includes(outer) ? [n] : []));
        const shown = occupiedCells(tally).filter((cell) => !withheld.has(cell)).map(partsOf);
        checked += withheld.size;
        expect([...withheld.keys()].filter((cell) => followsFrom(shown, partsOf(cell))).map(cellName)).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(checked).toBeGreaterThan(0);
  });
});
