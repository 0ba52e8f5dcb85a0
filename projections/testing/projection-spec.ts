import fc from 'fast-check';
import { expect } from 'vitest';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { Columns, RowOf, Table, TableRow } from '../../read-models/table.js';
import { foldPage, type LoadRows } from '../engine/fold-page.js';
import { tablesOf, type ReadModel } from '../engine/projection.js';
import type { StoredFact } from '../engine/stored-fact.js';
import { factsOf, type GivenEvent } from './given-events.js';

/** Tables in memory. */
export interface MemoryTables {
  readonly load: LoadRows;
  /** Folds a page onto the tables. */
  apply(model: ReadModel, page: readonly StoredFact[]): Promise<void>;
  rows(table: Table): readonly TableRow[];
}

/** Empty tables in memory; rows make a trip through JSON, as they do to a real table. */
export function memoryTables(): MemoryTables {
  const tables = new Map<Table, Map<string, TableRow>>();
  const rowsOf = (table: Table): Map<string, TableRow> => {
    const rows = tables.get(table) ?? new Map<string, TableRow>();
    tables.set(table, rows);
    return rows;
  };
  const load: LoadRows = (table, ids) => Promise.resolve(new Map(ids.map((id) => [id, rowsOf(table).get(id) ?? null])));
  return {
    load,
    async apply(model, page) {
      for (const [table, changed] of await foldPage(model, page, load)) {
        for (const [id, row] of changed) {
          if (row === null) rowsOf(table).delete(id);
          else rowsOf(table).set(id, JSON.parse(JSON.stringify(row)) as TableRow);
        }
      }
    },
    rows: (table) => [...rowsOf(table).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/** All rows of a read model after the facts, page by page. */
export async function foldAll(model: ReadModel, pages: readonly (readonly StoredFact[])[]): Promise<ReadonlyMap<string, readonly TableRow[]>> {
  const tables = memoryTables();
  for (const page of pages) await tables.apply(model, page);
  return new Map(tablesOf(model).map((table) => [table.name, tables.rows(table)]));
}

/**
 * Checks that rows do not depend on how the facts came: in one page, each alone, each twice, everything twice, in
 * pages cut anywhere with parts of the past replayed.
 */
export async function expectSameRowsHoweverDelivered(model: ReadModel, facts: readonly StoredFact[]): Promise<void> {
  const expected = await foldAll(model, [facts]);
  const alone = facts.map((fact) => [fact]);
  expect(await foldAll(model, alone), 'each event in a page of its own').toEqual(expected);
  expect(await foldAll(model, [facts.flatMap((fact) => [fact, fact])]), 'each event twice').toEqual(expected);
  expect(await foldAll(model, [facts, facts]), 'everything twice').toEqual(expected);
  const cut = fc.record({ at: fc.nat(facts.length), again: fc.nat(facts.length) });
  await fc.assert(
    fc.asyncProperty(fc.array(cut, { maxLength: 6 }), async (cuts) => {
      const pages: StoredFact[][] = [];
      let from = 0;
      for (const { at, again } of [...cuts].sort((a, b) => a.at - b.at)) {
        // A page that begins before the last one ended: what lies between is delivered again.
        pages.push(facts.slice(Math.max(0, from - again), at));
        from = Math.max(from, at);
      }
      pages.push(facts.slice(from));
      expect(await foldAll(model, pages), 'pages cut anywhere').toEqual(expected);
    }),
    { numRuns: 30 },
  );
}

export interface ProjectionSpec<E extends DomainEvent> {
  given(...events: readonly GivenEvent<E>[]): {
    /** Checks a table's rows: all of them, by id, with the columns named; however the events are delivered. */
    thenRows<C extends Columns>(table: Table<C>, rows: readonly (Partial<RowOf<C>> & { readonly id: string })[]): Promise<void>;
  };
}

/** Given events, then rows. */
export function projectionSpec<E extends DomainEvent>(model: ReadModel): ProjectionSpec<E> {
  return {
    given(...events) {
      const facts = factsOf(events);
      return {
        async thenRows(table, rows) {
          const found = (await foldAll(model, [facts])).get(table.name) ?? [];
          expect(found.map((row) => row.id)).toEqual(rows.map((row) => row.id).sort());
          for (const row of rows) expect(found.find((candidate) => candidate.id === row.id)).toMatchObject(row);
          await expectSameRowsHoweverDelivered(model, facts);
        },
      };
    },
  };
}
