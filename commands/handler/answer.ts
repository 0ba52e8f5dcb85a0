import { CommandAbandoned } from '../../domain/ledger/ledger-events.js';
import type { EventTrace, LoadedRecord } from './loaded-record.js';
import type { CommandAnswer } from './request.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** The events of a command in its record's stream. A fence bears its taker's command id and is nobody's answer. */
export function eventsOfCommand(record: LoadedRecord<unknown>, commandId: string): readonly EventTrace[] {
  return record.events.filter((event) => event.metadata.commandId === commandId && event.type !== CommandAbandoned.type);
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
  const last = record.events.at(-1);
  if (last === undefined) throw new Error('a command that creates a record must make an event');
  const { category, path } = definition.record;
  return { id: record.id, category, path, created: false, revision: record.revision, position: last.position, events: [], replayed: false };
}
