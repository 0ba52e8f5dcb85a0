import { expect } from 'vitest';
import type { DomainEvent } from '../../domain/ledger/event.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Table } from '../../read-models/table.js';
import type { ReadModel } from '../engine/projection.js';
import { factsOf, type GivenEvent } from './given-events.js';
import { memoryTables } from './projection-spec.js';

/**
 * Checks, after each event of one record's stream, that the row says the status that the record's own fold says, and
 * stands at the stream's revision.
 */
export async function expectRowAgreesWithRecord<S, E extends DomainEvent>(
  model: ReadModel,
  table: Table,
  record: RecordType<S, E>,
  given: readonly GivenEvent[],
): Promise<void> {
  const tables = memoryTables();
  let state = record.initial;
  for (const fact of factsOf(given)) {
    // Only events of this record's own stream are given.
    if (!isLedgerEvent(fact.type)) state = record.evolve(state, { type: fact.type, data: fact.data } as unknown as E);
    await tables.apply(model, [fact]);
    const [row] = tables.rows(table);
    const expected = record.exists(state) ? { status: record.status(state), revision: fact.revision, lastEventId: fact.id } : undefined;
    expect(row === undefined ? undefined : { status: row['status'], revision: row['revision'], lastEventId: row['lastEventId'] }, fact.type).toEqual(expected);
  }
}

/** The ledger's own event of a command that was fenced off in a stream. */
export function abandoned(stream: string): GivenEvent {
  return { stream, type: 'CommandAbandoned', data: { effectiveOn: '2026-01-01', abandonedCommandId: '3f3c2f7e-6c2b-4f7e-9c59-0c8a7f1f6a55' } };
}
