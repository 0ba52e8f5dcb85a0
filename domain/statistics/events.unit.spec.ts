import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { saudizationTableEvents } from './events.js';
import { tableParts } from './table-parts.js';

frozenFixtures([...saudizationTableEvents], new URL('./testing/fixtures/', import.meta.url));

describe('the parts of a table', () => {
  const week = toIsoDate('2026-05-02');
  const rules = { disclosure: { rule: 'd', version: '1' }, sizes: { rule: 's', version: '2' } };
  const told = ['a', 'b', 'c'].map((cell, n) => ({ cell, entities: n, saudis: n, expats: n }));
  const withheld = [{ through: toIsoDate('2026-06-06'), cells: ['d', 'e'] }, { through: toIsoDate('2026-08-01'), cells: ['f'] }];

  it('tell it whole, each cell once, and which of how many they are', () => {
    const parts = tableParts({ told, withheld }, week, rules, 2).map(({ data }) => data);
    expect(parts.map(({ part, parts: all, disclosure, sizes }) => [part, all, disclosure.rule, sizes.version])).toEqual([[0, 3, 'd', '2'], [1, 3, 'd', '2'], [2, 3, 'd', '2']]);
    expect(parts.flatMap((part) => part.told)).toEqual(told);
    expect(parts.flatMap((part) => part.withheld)).toEqual([{ through: '2026-06-06', cells: ['d'] }, { through: '2026-06-06', cells: ['e'] }, { through: '2026-08-01', cells: ['f'] }]);
  });

  it('are one where nobody works', () => {
    expect(tableParts({ told: [], withheld: [] }, week, rules).map(({ data }) => [data.part, data.parts, data.told, data.withheld])).toEqual([[0, 1, [], []]]);
  });
});
