// Law: a record's row stands at its stream's revision, so whoever reads it may name that revision in a change.
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { EventDefinition } from '../../domain/ledger/event-definition.js';
import { CommandAbandoned, isLedgerEvent, SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import type { Columns, RowOf, Table } from '../../read-models/table.js';
import { alreadySeen, changed, firstStamp, put, type RecordStamp } from './one-stream.js';
import { defineProjection, type RecordProjection } from './projection.js';
import { recordIdOf, type StoredFact } from './stored-fact.js';

/** The columns of a row that its own fold fills. */
export type OwnColumns<R> = Omit<R, keyof RecordStamp>;

/** How a record's events make its row. */
export interface RecordRowFold<R, E extends DomainEvent> {
  /** The row's columns after the event that begins the record; throws for one that cannot begin it. */
  begin(fact: StoredFact<E>): OwnColumns<R>;
  /** The columns that an event changes; none for one that only raises the revision. */
  change(row: R, fact: StoredFact<E>): Partial<OwnColumns<R>>;
}

/**
 * One row a record, by its id. Events of the ledger itself in the record's stream raise the revision and change
 * nothing else; a stream that holds nothing but them has no record.
 */
export function recordProjection<E extends DomainEvent, C extends Columns>(options: {
  readonly table: Table<C>;
  readonly category: string;
  readonly events: readonly EventDefinition[];
  readonly fold: RecordRowFold<RowOf<C> & RecordStamp, E>;
}): RecordProjection {
  const { table, category, events, fold } = options;
  type R = RowOf<C> & RecordStamp;
  const blank = blankRow<R>(table);
  const handles = [...events.map((event) => event.type), CommandAbandoned.type, SubjectKeyDestroyed.type];
  return defineProjection<C, E>({
    table,
    handles,
    keysOf(fact) {
      const stream = parseStream(fact.stream);
      return stream?.category === category ? [stream.id] : [];
    },
    evolve(known, fact, key) {
      // The stamp's columns are in every table of records: `recordColumns`.
      const row = known as R | null;
      if (alreadySeen(row, fact)) return known;
      if (isLedgerEvent(fact.type)) return row === null ? null : changed(row, fact, {});
      if (row === null) return put({ ...blank }, firstStamp(fact, key), fold.begin(fact));
      return changed(row, fact, fold.change(row, fact) as Partial<Omit<R, keyof RecordStamp>>);
    },
  });
}

/**
 * Rows that a record's events name by ids of their own (its establishments, its lines): one row a part. The row's
 * revision is that of the last event that changed it.
 */
export function partProjection<E extends DomainEvent, C extends Columns>(options: {
  readonly table: Table<C>;
  readonly handles: readonly E['type'][];
  keysOf(fact: StoredFact<E>): readonly string[];
  /** The columns after an event that begins the part; undefined for one that only changes it. */
  begin(fact: StoredFact<E>, key: string, recordId: string): OwnColumns<RowOf<C> & RecordStamp> | undefined;
  change(row: RowOf<C> & RecordStamp, fact: StoredFact<E>): Partial<OwnColumns<RowOf<C> & RecordStamp>>;
}): RecordProjection {
  type R = RowOf<C> & RecordStamp;
  const blank = blankRow<R>(options.table);
  return defineProjection<C, E>({
    table: options.table,
    handles: options.handles,
    keysOf: (fact) => options.keysOf(fact),
    evolve(known, fact, key) {
      const row = known as R | null;
      if (alreadySeen(row, fact)) return known;
      const begun = options.begin(fact, key, recordIdOf(fact));
      if (begun !== undefined) return put({ ...blank }, firstStamp(fact, key), begun);
      if (row === null) throw new Error(`no row stands for ${fact.type} to change`);
      return changed(row, fact, options.change(row, fact) as Partial<Omit<R, keyof RecordStamp>>);
    },
  });
}

/** A row of nothing: all rows of a table begin as copies of one, so that they share its shape. */
function blankRow<R>(table: Table): R {
  return Object.fromEntries(Object.keys(table.columns).map((key) => [key, null])) as R;
}
