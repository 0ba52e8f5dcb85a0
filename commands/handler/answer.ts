import type { RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { CommandAbandoned } from '../../domain/ledger/ledger-events.js';
import { isOnTrail } from './command-trail.js';
import type { LoadedRecord } from './loaded-record.js';
import type { CommandAnswer } from './request.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** What tells of a command's event: which it is, and what its command said. */
export type EventTrace = Pick<RecordedEvent, 'id' | 'type' | 'revision' | 'position' | 'metadata'>;

/** The events of a command in its record's stream: of one that made none of those folded, none, and nothing is asked. */
export async function eventsOfCommand(
  store: Pick<EventStore, 'readStream'>,
  record: LoadedRecord<unknown>,
  commandId: string,
): Promise<readonly EventTrace[]> {
  if (!isOnTrail(record.commands, commandId)) return [];
  const events = await readWholeStream(store, record.stream, 0);
  return events.filter((event) => event.metadata.commandId === commandId && event.type !== CommandAbandoned.type);
}

/** The answer of a command that was accepted before, made from its stored events. */
export function answerFromStream(
  definition: AnyCommandDefinition,
  record: LoadedRecord<unknown>,
  events: readonly EventTrace[],
): CommandAnswer {
  const last = events[events.length - 1];
  if (last === undefined) throw new Error('an answer needs the events of its command');
  return {
    id: record.id,
    category: definition.record.category,
    path: definition.record.path,
    created: definition.kind === 'create',
    revision: last.revision,
    position: last.position,
    events: events.map(({ id, type }) => ({ id, type })),
    replayed: true,
  };
}

/** A command that found nothing to do (a sweep that came early): the record as it stands. */
export function unchanged(definition: AnyCommandDefinition, record: LoadedRecord<unknown>): CommandAnswer {
  const { revision, position } = record;
  if (position === null) throw new Error('a command that creates a record must make an event');
  const { category, path } = definition.record;
  return { id: record.id, category, path, created: false, revision, position, events: [], replayed: false };
}
