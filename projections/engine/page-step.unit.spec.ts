import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePosition } from '../../domain/ledger/position.js';
import type { TableRow } from '../../read-models/table.js';
import { depotTable, parcelTable } from '../testing/parcel-model.js';
import { onTopOf, openStep } from './page-step.js';

const place = (n: number) => makePosition('memory', String(n).padStart(16, '0'));
const tables = [parcelTable, depotTable] as const;
const changes = fc.array(fc.tuple(fc.constantFrom(...tables), fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(9))), { maxLength: 6 });

describe('a step over pages', () => {
  it('holds of each row what the last page left, and says how many there are', () => {
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 6 }), (pages) => {
        const step = openStep(place(0));
        const last = new Map<string, TableRow | null>();
        for (const [n, page] of pages.entries()) {
          const writes = new Map(tables.map((table) => [table, new Map<string, TableRow | null>()]));
          for (const [table, id, weight] of page) {
            const row = weight === null ? null : { id, weight };
            writes.get(table)?.set(id, row);
            last.set(`${table.name} ${id}`, row);
          }
          step.add({ events: [], next: place(n + 1), end: false }, writes);
        }
        const held = [...step.writes].flatMap(([table, rows]) => [...rows].map(([id, row]) => [`${table.name} ${id}`, row] as const));
        expect(new Map(held)).toEqual(last);
        expect(step.rows).toBe(last.size);
        expect(step.to).toBe(place(pages.length));
      }),
    );
  });

  it('leads nowhere before its first page', () => {
    expect(() => openStep(undefined).to).toThrow('leads nowhere');
  });
});

describe('rows on top of what is committed', () => {
  it('come from the newest layer that has them, and else from below, asked once for those alone', async () => {
    const asked: (readonly string[])[] = [];
    const below = (_table: unknown, ids: readonly string[]) => {
      asked.push(ids);
      return Promise.resolve(new Map<string, TableRow | null>(ids.map((id) => [id, { id, from: 'below' }])));
    };
    const layer = (rows: Record<string, TableRow | null>) => new Map([[parcelTable, new Map(Object.entries(rows))]]);
    const load = onTopOf(below, [layer({ a: { id: 'a', from: 'newest' } }), layer({ a: { id: 'a', from: 'older' }, b: null })]);
    expect(await load(parcelTable, ['a', 'b', 'c'])).toEqual(
      new Map<string, TableRow | null>([
        ['a', { id: 'a', from: 'newest' }],
        ['b', null],
        ['c', { id: 'c', from: 'below' }],
      ]),
    );
    expect(asked).toEqual([['c']]);
  });
});
