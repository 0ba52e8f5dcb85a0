import { v5 } from 'uuid';
import { WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { CommandAbandoned } from '../../domain/ledger/ledger-events.js';
import { appendSettled } from '../handler/append-settled.js';
import { eventMetadata, type SharedMetadata } from '../handler/metadata.js';

/**
 * Law: after this, the abandoned command can no longer write at that revision. Either our fence stands there,
 * or another event does already; a late append of the sleeper conflicts with both.
 */
export async function fenceCommand(
  store: EventStore,
  stream: string,
  revision: number,
  abandonedCommandId: string,
  shared: SharedMetadata,
  effectiveOn: string,
): Promise<void> {
  const fence = {
    id: v5(`abandoned:${stream}:${revision}:${abandonedCommandId}`, shared.commandId),
    type: CommandAbandoned.type,
    data: { effectiveOn, abandonedCommandId },
    metadata: eventMetadata(shared, CommandAbandoned.version, []),
  };
  try {
    await appendSettled(store, stream, revision === 0 ? 'no-stream' : revision - 1, [fence]);
  } catch (error) {
    // Who claims a revision has seen the one before it: a conflict says that something stands there already.
    if (!(error instanceof WrongRevision) || error.actual < revision) throw error;
  }
}
