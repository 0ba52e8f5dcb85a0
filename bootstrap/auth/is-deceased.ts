// Law: whether a human lives is what his own record says in the log; who has none is taken to live.
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { EmployeeEvent } from '../../domain/employee/events.js';
import { employeeRecord } from '../../domain/employee/record-type.js';

/** Whether the human of a directory id is recorded as deceased. Throws what the store throws. */
export type IsDeceased = (personId: string) => Promise<boolean>;

/** Asks the log. */
export function deceasedBy(store: Pick<EventStore, 'readStream'>, registry: Pick<EventRegistry, 'decode'>): IsDeceased {
  return async (personId) => {
    let state = employeeRecord.initial;
    for (const event of await readWholeStream(store, streamOf(employeeRecord.category, personId), 0)) {
      if (!isLedgerEvent(event.type)) state = employeeRecord.evolve(state, registry.decode(event) as EmployeeEvent);
    }
    return state.status === 'deceased';
  };
}
