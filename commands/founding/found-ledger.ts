// Law: a log's first event is its founding, and the vault knew its id before: whoever founds, and however often, it is one ledger.
import { v5 } from 'uuid';
import type { NewEvent } from '../../domain/ledger/event.js';
import { WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { LedgerFounded } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { Clock } from '../handler/clock.js';
import { eventMetadata } from '../handler/metadata.js';
import { ownMetadata } from '../reactions/own-metadata.js';

/** The log begins with something other than a founding: it is not a ledger of ours. */
export class NotALedger extends Error {
  override readonly name = 'NotALedger';
}

/** The ledger id in the log's first event; null for an empty log. Throws NotALedger. */
export async function ledgerIdOf(store: EventStore): Promise<string | null> {
  const { events } = await store.readAll(undefined, 1);
  const first = events[0];
  if (first === undefined) return null;
  const id = first.data['ledgerId'];
  if (first.type !== LedgerFounded.type || typeof id !== 'string') throw new NotALedger(`the log begins with ${first.type}, not with a founding`);
  return id;
}

/** Appends the founding of a ledger whose id the vault already holds. Repeating it changes nothing. */
export async function foundLedger(store: EventStore, ledgerId: string, clock: Clock, synthetic: boolean): Promise<void> {
  const commandId = v5('founding', ledgerId);
  const stream = streamOf('ledger', ledgerId);
  const shared = ownMetadata({ part: 'founding', name: 'FoundLedger', recordId: ledgerId, commandId, synthetic, clock });
  const founded: NewEvent = {
    id: v5('founded', ledgerId),
    type: LedgerFounded.type,
    data: { effectiveOn: clock.today(), ledgerId },
    metadata: eventMetadata(shared, LedgerFounded.version, []),
  };
  try {
    await store.append(stream, 'no-stream', [founded]);
  } catch (error) {
    // Another process founded it first, under the same id.
    if (!(error instanceof WrongRevision)) throw error;
  }
}
