// Law: the day of a ledger's founding stands in its first event and never changes: it is read once.
import type { EventStore } from '../../domain/ledger/event-store.js';
import { LedgerFounded } from '../../domain/ledger/ledger-events.js';
import type { IsoDate } from '../../domain/standards/calendar.js';

/** Gives the day of the founding; null of a log that is empty or begins otherwise. */
export type FoundingDay = () => Promise<IsoDate | null>;

/** Asks a log for its founding until it is there, and then no more. */
export function foundingDayOf(store: Pick<EventStore, 'readAll'>): FoundingDay {
  let known: Promise<IsoDate | null> | undefined;
  const read = async (): Promise<IsoDate | null> => {
    const { events } = await store.readAll(undefined, 1);
    const [first] = events;
    if (first === undefined) known = undefined;
    return first?.type === LedgerFounded.type ? (first.data['effectiveOn'] as IsoDate) : null;
  };
  return () =>
    (known ??= read().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}
