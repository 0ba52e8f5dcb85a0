// Law: a destroyed key is told to the log: whoever reads on from there opens nothing of that subject, also after a crash between the two.
import { v5 } from 'uuid';
import type { NewEvent } from '../../domain/ledger/event.js';
import { readWholeStream, WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { Clock } from '../handler/clock.js';
import { eventMetadata } from '../handler/metadata.js';
import { ownMetadata } from './own-metadata.js';

/** Appends `SubjectKeyDestroyed` for every tombstone that the log does not show yet, once each. */
export async function logErasures(store: EventStore, vault: Vault, clock: Clock): Promise<void> {
  for (const tombstone of await vault.pendingTombstones()) {
    const { subject } = tombstone;
    const stream = streamOf('employee', subject);
    for (;;) {
      const events = await readWholeStream(store, stream);
      if (events.some((event) => event.type === SubjectKeyDestroyed.type)) break;
      try {
        await store.append(stream, events.length === 0 ? 'no-stream' : events.length - 1, [erasureEvent(tombstone, clock)]);
        break;
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
      }
    }
    await vault.tombstoneLogged(subject);
  }
}

type PendingTombstone = Awaited<ReturnType<Vault['pendingTombstones']>>[number];

function erasureEvent({ subject, reason, legalBasis, method }: PendingTombstone, clock: Clock): NewEvent {
  const commandId = v5('subject-key-destroyed', subject);
  const shared = ownMetadata({ part: 'reactions', name: 'LogErasure', recordId: subject, commandId, synthetic: false, clock });
  return {
    id: v5('event', commandId),
    type: SubjectKeyDestroyed.type,
    data: { effectiveOn: clock.today(), subjectId: subject, reason, legalBasis, method },
    metadata: eventMetadata(shared, SubjectKeyDestroyed.version, []),
  };
}

/** Drops a destroyed key from this process's memory as soon as its event is read. */
export function forgetDestroyedKey(vault: Vault): { name: string; handles: (event: { type: string }) => boolean; react: (event: NewEvent) => Promise<void> } {
  return {
    name: 'forget-destroyed-key',
    handles: (event) => event.type === SubjectKeyDestroyed.type,
    async react(event) {
      const subject = event.data['subjectId'];
      if (typeof subject === 'string') vault.forget(subject);
    },
  };
}
