import { describe, expect, it } from 'vitest';
import type { Table, TableRow } from '../../read-models/table.js';
import { parcelTable } from '../testing/parcel-model.js';
import { createRowCache } from './row-cache.js';

const table: Table = parcelTable;

function cacheOver(rows: Record<string, TableRow>, size: number) {
  const asked: string[][] = [];
  const cache = createRowCache((_table, ids) => {
    asked.push([...ids]);
    return Promise.resolve(new Map(ids.map((id) => [id, rows[id] ?? null])));
  }, size);
  return { cache, asked };
}

describe('the row cache', () => {
  it('asks only for what it does not hold, and remembers that a row is absent', async () => {
    const { cache, asked } = cacheOver({ a: { id: 'a' } }, 10);
    expect(await cache.load(table, ['a', 'b'])).toEqual(new Map([['a', { id: 'a' }], ['b', null]]));
    expect(await cache.load(table, ['b', 'a', 'c'])).toEqual(new Map([['a', { id: 'a' }], ['b', null], ['c', null]]));
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  it('holds what was written, deletions too', async () => {
    const { cache, asked } = cacheOver({ a: { id: 'a', n: 1 } }, 10);
    await cache.load(table, ['a']);
    cache.keep(new Map([[table, new Map<string, TableRow | null>([['a', null], ['b', { id: 'b', n: 2 }]])]]));
    expect(await cache.load(table, ['a', 'b'])).toEqual(new Map<string, TableRow | null>([['a', null], ['b', { id: 'b', n: 2 }]]));
    expect(asked).toEqual([['a']]);
  });

  it('gives all rows of a page that is larger than itself, and forgets those used least recently', async () => {
    const { cache, asked } = cacheOver({ a: { id: 'a' }, b: { id: 'b' }, c: { id: 'c' } }, 2);
    expect((await cache.load(table, ['a', 'b', 'c'])).size).toBe(3);
    await cache.load(table, ['b']);
    await cache.load(table, ['d']);
    await cache.load(table, ['b', 'c']);
    expect(asked).toEqual([['a', 'b', 'c'], ['d'], ['c']]);
  });

  it('asks anew for everything once it was cleared', async () => {
    const { cache, asked } = cacheOver({ a: { id: 'a' } }, 10);
    await cache.load(table, ['a']);
    cache.clear();
    await cache.load(table, ['a']);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('asks nothing about tables that were empty, until one of their rows had to give way', async () => {
    const { cache, asked } = cacheOver({}, 2);
    cache.clear({ tablesAreEmpty: true });
    expect(await cache.load(table, ['a'])).toEqual(new Map([['a', null]]));
    cache.keep(new Map([[table, new Map([['a', { id: 'a' }]])]]));
    expect(await cache.load(table, ['a', 'b'])).toEqual(new Map<string, TableRow | null>([['a', { id: 'a' }], ['b', null]]));
    expect(asked).toEqual([]);
    await cache.load(table, ['c']);
    await cache.load(table, ['d']);
    expect(asked).toEqual([['d']]);
  });
});
