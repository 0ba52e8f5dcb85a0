import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, fromEpochDay, toEpochDay, toIsoDate } from '../standards/calendar.js';
import { allRuleTables } from './all-rule-tables.js';
import { RuleGap, ruleAt, ruleEntryAt, rulesBegin, ruleTable, ruleTableFaults } from './rule-table.js';
import type { RuleTable } from './rule-table.js';

const d = toIsoDate;
const days = fc.integer({ min: toEpochDay(rulesBegin), max: toEpochDay(d('2060-12-31')) }).map(fromEpochDay);

describe('all rule tables', () => {
  it('are sound: no gap, no overlap, every entry with its source', () => {
    expect(allRuleTables.flatMap(ruleTableFaults)).toEqual([]);
  });

  it('have names of their own', () => {
    const names = allRuleTables.map((table) => table.rule);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are all in the list: every table that a file of this folder exports', async () => {
    const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file) && file !== 'all-rule-tables.ts');
    const exported: unknown[] = [];
    for (const file of files) {
      const module = (await import(pathToFileURL(join(import.meta.dirname, file)).href)) as Record<string, unknown>;
      exported.push(...Object.values(module).filter((value) => typeof value === 'object' && value !== null && 'rule' in value && 'entries' in value));
    }
    expect(exported.length).toBeGreaterThan(25);
    expect(new Set(allRuleTables)).toEqual(new Set(exported));
  });

  it('begin with the rules of the ledger, so that no decision finds none, and hold until further notice', () => {
    for (const table of allRuleTables) {
      expect(table.entries[0]?.from, table.rule).toBe(rulesBegin);
      expect(table.entries.at(-1)?.to, table.rule).toBeNull();
    }
  });

  it('give every day since they begin exactly one entry', () => {
    fc.assert(
      fc.property(fc.constantFrom(...allRuleTables), days, (table, day) => {
        const holding = table.entries.filter((entry) => entry.from <= day && (entry.to === null || day <= entry.to));
        expect(holding).toEqual([ruleEntryAt(table, day)]);
        expect(ruleAt(table, day).use).toEqual({ rule: table.rule, version: table.version });
      }),
    );
  });
});

describe('ruleAt', () => {
  const table = ruleTable('test.rule', '3', [
    { from: '2020-01-01', value: 'old', source: 'a', confidence: 'O' },
    { from: '2025-02-19', value: 'new', source: 'b', confidence: 'S' },
  ]);

  it('changes on the first day of the new entry', () => {
    expect(ruleAt(table, d('2025-02-18'))).toEqual({ value: 'old', use: { rule: 'test.rule', version: '3' } });
    expect(ruleAt(table, d('2025-02-19')).value).toBe('new');
    expect(table.entries[0]?.to).toBe('2025-02-18');
  });

  it('throws RuleGap before the table begins and after a closed one ends', () => {
    expect(() => ruleAt(table, d('2019-12-31'))).toThrow(RuleGap);
    const closed: RuleTable<string> = { ...table, entries: table.entries.map((entry) => ({ ...entry, to: entry.to ?? d('2026-01-01') })) };
    expect(ruleAt(closed, d('2026-01-01')).value).toBe('new');
    expect(() => ruleAt(closed, d('2026-01-02'))).toThrow('the rule test.rule has no value on 2026-01-02');
  });
});

describe('ruleTableFaults', () => {
  const entry = (from: string, to: string | null, source = 's') => ({ from: d(from), to: to === null ? null : d(to), value: 1, source, confidence: 'O' as const });
  const faults = (...entries: RuleTable<number>['entries']) => ruleTableFaults({ rule: 'r', version: '1', entries });

  it('finds what is wrong', () => {
    expect(faults()).toEqual(['r: no entry']);
    expect(faults(entry('2020-01-01', '2020-12-31'), entry('2021-01-02', null))).toEqual(['r: gap after 2020-12-31']);
    expect(faults(entry('2020-01-01', '2021-01-01'), entry('2021-01-01', null))).toEqual(['r: overlap at 2021-01-01']);
    expect(faults(entry('2020-01-01', null), entry('2021-01-01', null))).toEqual(['r: the entry of 2020-01-01 is open and another follows']);
    expect(faults(entry('2020-01-01', '2019-01-01', ' '))).toEqual(['r: the entry of 2020-01-01 names no source', 'r: the entry of 2020-01-01 ends before it begins']);
  });

  it('finds steps that are out of order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(days, { minLength: 2, maxLength: 5 }), (starts) => {
        const table = ruleTable('r', '1', starts.map((from) => ({ from, value: 1, source: 's', confidence: 'G' as const })));
        const ordered = starts.every((start, i) => i === 0 || (starts[i - 1] ?? start) < start);
        expect(ruleTableFaults(table).length === 0).toBe(ordered);
        if (ordered) expect(table.entries.slice(1).every((e, i) => addDays(table.entries[i]?.to ?? e.from, 1) === e.from)).toBe(true);
      }),
    );
  });
});
