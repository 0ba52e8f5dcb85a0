import type { DomainEvent } from '../../domain/ledger/event.js';
import type { Columns, RowOf, Table, TableRow } from '../../read-models/table.js';
import type { StoredFact } from './stored-fact.js';

/** Rows of one table, each a fold of the facts that name its key. Pure. */
export interface RecordProjection<R extends { readonly id: string } = TableRow, E extends DomainEvent = DomainEvent> {
  readonly table: Table;
  /** The event types it folds; it never sees another. */
  readonly handles: readonly E['type'][];
  /** Ids of the rows that a fact changes. */
  keysOf(fact: StoredFact<E>): readonly string[];
  /** The row after the fact: null for none, the very same object when the fact changes nothing. */
  evolve(row: R | null, fact: StoredFact<E>, key: string): R | null;
}

/** What one record adds to one group. */
export interface Contribution {
  readonly group: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** How a group's counters move by one fact. */
export interface CounterChange {
  readonly group: string;
  /** Differences by counter, never zero; none when a record only came to be known in the group. */
  readonly by: Readonly<Record<string, number>>;
  readonly fact: StoredFact;
  /** The fact's place in its page. */
  readonly index: number;
}

/** The rows of one projection, and what each contributes. */
export interface TallySource {
  readonly projection: RecordProjection;
  contributions(row: TableRow): readonly Contribution[];
}

/**
 * Counters by group: the sum of the contributions of rows. When a row changes from a to b, contribution(a) is
 * taken off and contribution(b) added, so nothing is ever counted by scanning.
 */
export interface Tally<Total extends { readonly id: string } = TableRow> {
  readonly table: Table;
  readonly sources: readonly TallySource[];
  add(total: Total | null, change: CounterChange): Total;
}

/** Tables that move together under one checkpoint. */
export interface ReadModel {
  readonly name: string;
  readonly version: number;
  readonly projections: readonly RecordProjection[];
  readonly tallies: readonly Tally[];
}

/** Checks a projection's parts against its table and its events, then forgets their types for the engine. */
export function defineProjection<C extends Columns, E extends DomainEvent>(
  projection: { readonly table: Table<C> } & Omit<RecordProjection<RowOf<C> & { readonly id: string }, E>, 'table'>,
): RecordProjection {
  // The engine gives `evolve` only rows it made itself and facts of the types handled.
  return projection;
}

/** Checks what a projection's rows contribute against their table, then forgets their type. */
export function tallySource<C extends Columns>(
  table: Table<C>,
  projection: RecordProjection,
  contributions: (row: RowOf<C>) => readonly Contribution[],
): TallySource {
  if (projection.table.name !== table.name) throw new Error(`the rows of ${table.name} come from another projection`);
  return { projection, contributions: contributions as unknown as TallySource['contributions'] };
}

/** Checks a tally against its table, then forgets the type of its rows. */
export function defineTally<C extends Columns>(
  tally: { readonly table: Table<C> } & Omit<Tally<RowOf<C> & { readonly id: string }>, 'table'>,
): Tally {
  return tally;
}

/** Every table of a read model, records before totals. */
export function tablesOf(model: ReadModel): readonly Table[] {
  return [...model.projections.map((projection) => projection.table), ...model.tallies.map((tally) => tally.table)];
}

/** The event types that a read model folds. */
export function handledBy(model: ReadModel): ReadonlySet<string> {
  return new Set(model.projections.flatMap((projection) => projection.handles));
}

/** A read model with its name and parts checked: no table twice, every tally over a projection of the same model. */
export function defineReadModel(definition: Omit<ReadModel, 'tallies'> & { readonly tallies?: readonly Tally[] }): ReadModel {
  const model: ReadModel = { ...definition, tallies: definition.tallies ?? [] };
  const names = tablesOf(model).map((table) => table.name);
  if (new Set(names).size !== names.length) throw new Error(`${model.name}: a table has two projections`);
  for (const tally of model.tallies) {
    for (const { projection } of tally.sources) {
      if (!model.projections.includes(projection)) throw new Error(`${model.name}: ${tally.table.name} counts rows of another read model`);
    }
  }
  return model;
}
