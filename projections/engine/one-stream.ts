// Law: a row made of one stream's facts takes each revision once and in order, however often it is delivered.
import type { RowBox } from '../../read-models/table.js';
import type { StoredFact } from './stored-fact.js';

/** What every row of a record says about the facts in it. */
export interface RecordStamp {
  readonly id: string;
  readonly revision: number;
  readonly createdOn: string;
  readonly changedAt: string;
  readonly synthetic: boolean;
  readonly lastEventId: string;
}

/** True when the row has seen this fact of its stream already. */
export function alreadySeen(row: { readonly revision: number } | null, fact: { readonly revision: number }): boolean {
  return row !== null && fact.revision <= row.revision;
}

/** The stamp of a row that a fact begins. */
export function firstStamp(fact: StoredFact, id: string): RecordStamp {
  return {
    id,
    revision: fact.revision,
    createdOn: String((fact.data as { readonly effectiveOn?: unknown }).effectiveOn),
    changedAt: fact.metadata.recordedAt,
    synthetic: fact.metadata.synthetic,
    lastEventId: fact.id,
  };
}

/** The row with some columns changed by a fact, and the fact's stamp. */
export function changed<R extends RecordStamp>(row: R, fact: StoredFact, columns: Partial<Omit<R, keyof RecordStamp>>): R {
  return put({ ...row }, columns, { revision: fact.revision, changedAt: fact.metadata.recordedAt, lastEventId: fact.id });
}

/**
 * The copy of a row with columns put over its own. A whole copy that is then written to keeps the shape of its original;
 * one put together of several spreads is a hash table to the engine, slow to read and large to keep.
 */
export function put<R extends object>(copy: R, ...columns: readonly object[]): R {
  for (const some of columns) Object.assign(copy, some);
  return copy;
}

/** The fact's boxes as rows carry them. */
export function rowBoxes(fact: Pick<StoredFact, 'id' | 'type' | 'schemaVersion' | 'boxes'>): readonly RowBox[] {
  return fact.boxes.map((box) => ({ eventId: fact.id, type: fact.type, version: fact.schemaVersion, box }));
}
