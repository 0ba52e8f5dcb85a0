import type { DomainEvent, NewEvent } from './event.js';
import type { EventDefinition, PersonalPart } from './event-definition.js';
import type { Json, JsonObject } from './json.js';

/** Every event type the ledger can read, with the chain that brings old versions up to date. */
export interface EventRegistry {
  readonly definitions: readonly EventDefinition[];
  /** The definition of a type; throws UnknownEvent. */
  of(type: string): EventDefinition;
  /** The sealed set of one part of a type; throws UnknownEvent. */
  part(type: string, part: string): PersonalPart;
  /** A stored event as a fold reads it: newest version, without boxes and basis. Throws UnknownEvent. */
  decode(event: NewEvent): DomainEvent;
}

/** A stored event of a type or version that this program does not know: written by a newer one, or not ours. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/**
 * Builds the registry and checks it whole: one definition a type, one upcast for each older version, every
 * personal part named by an open field of the data, all sealed fields nullable, `effectiveOn` always there.
 */
export function createEventRegistry(definitions: readonly EventDefinition[]): EventRegistry {
  const byType = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    checkDefinition(definition);
    if (byType.has(definition.type)) throw new Error(`event type ${definition.type} is defined twice`);
    byType.set(definition.type, definition);
  }
  const of = (type: string): EventDefinition => {
    const definition = byType.get(type);
    if (definition === undefined) throw new UnknownEvent(`event type ${type} is not known`);
    return definition;
  };
  return {
    definitions,
    of,
    part(type, part) {
      const found = of(type).personal.find((candidate) => candidate.part === part);
      if (found === undefined) throw new UnknownEvent(`event type ${type} has no sealed part ${part}`);
      return found;
    },
    decode(event) {
      const definition = of(event.type);
      return { type: event.type, data: upcast(definition, event.metadata.schemaVersion, openData(event.data)) };
    },
  };
}

/** Stored data without boxes and basis; the very same object where there are none. */
function openData(data: JsonObject): JsonObject {
  if (!('boxes' in data) && !('basis' in data)) return data;
  // Member by member: leaving two out of a spread costs several times as much, at each event that is folded.
  const open: Record<string, Json> = {};
  for (const [name, value] of Object.entries(data)) if (name !== 'boxes' && name !== 'basis') open[name] = value;
  return open;
}

/** Data of an older version brought to the newest by the chain of its type. */
export function upcast(definition: EventDefinition, version: number, data: JsonObject): JsonObject {
  if (!Number.isInteger(version) || version < 1 || version > definition.version) {
    throw new UnknownEvent(`${definition.type} version ${version}: this program knows 1 to ${definition.version}`);
  }
  return version === definition.version ? data : definition.upcasts.slice(version - 1).reduce((older, step) => step(older), data);
}

function checkDefinition(definition: EventDefinition): void {
  const { type, version, upcasts, data, personal } = definition;
  if (!/^[A-Z][A-Za-z]{2,60}$/.test(type)) throw new Error(`${type}: not the name of an event type`);
  if (upcasts.length !== version - 1) throw new Error(`${type} is at version ${version} and has ${upcasts.length} upcasts`);
  for (const reserved of ['boxes', 'basis']) {
    if (reserved in data.shape) throw new Error(`${type}: the field ${reserved} belongs to the ledger`);
  }
  if (!('effectiveOn' in data.shape)) throw new Error(`${type} lacks effectiveOn`);
  for (const { part, schema } of personal) {
    if (!(part in data.shape)) throw new Error(`${type}: no open field ${part} names the subject of the sealed part`);
    for (const [field, value] of Object.entries(schema.shape)) {
      const nullable = (value as { safeParse(input: unknown): { success: boolean } }).safeParse(null).success;
      if (!nullable) throw new Error(`${type}: the sealed field ${part}.${field} is not nullable`);
    }
  }
}
