import { Problem } from '../../domain/access/problem.js';
import type { Basis } from '../../domain/ledger/basis.js';
import { boxesOf, type Box, type DomainEvent, type NewEvent } from '../../domain/ledger/event.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import type { Json, JsonObject } from '../../domain/ledger/json.js';
import type { ForeseenKey, SealRequest, Vault } from '../../domain/ledger/vault.js';
import { eventId } from './ids.js';
import { eventMetadata, type SharedMetadata } from './metadata.js';

/** A decided event with its id, checked against its schema, and its personal values sealed. */
export interface SealedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly boxes: readonly Box[];
}

/**
 * Seals decided events: ids made from the command, data checked against their schema, personal values sealed into one
 * box a subject (a part whose subject is absent has none).
 */
export async function sealEvents(
  stream: string,
  decided: readonly DomainEvent[],
  commandId: string,
  registry: EventRegistry,
  vault: Vault,
  foreseen?: ForeseenKey,
): Promise<readonly SealedEvent[]> {
  const drafts = decided.map((event, index) => ({ event, id: eventId(commandId, stream, index) }));
  const requests = drafts.map(({ event, id }) => sealRequests(event, id, registry));
  const flat = requests.flat();
  const boxes = flat.length === 0 ? [] : await vault.seal(flat, foreseen);
  let next = 0;
  return drafts.map(({ event, id }, n) => ({
    id,
    type: event.type,
    data: checkedData(event, registry),
    boxes: boxes.slice(next, (next += requests[n]?.length ?? 0)),
  }));
}

/** Sealed events as they are appended, with what they rest on and the metadata of their command. */
export function buildEvents(
  sealed: readonly SealedEvent[],
  basis: Basis,
  shared: SharedMetadata,
  registry: EventRegistry,
): readonly NewEvent[] {
  return sealed.map(({ id, type, data, boxes }) => ({
    id,
    type,
    data: storedData(data, boxes, basis),
    metadata: eventMetadata(shared, registry.of(type).version, boxes.map(keyIdOf)),
  }));
}

/** Throws Problem 409 when a value would be lost because its subject was erased: who returns is a new record. */
export function refuseErased(events: readonly NewEvent[]): void {
  if (!events.some((event) => boxesOf(event).some((box) => 'erased' in box))) return;
  throw new Problem(409, 'subject-erased', 'The subject was erased; nothing is recorded for it again.');
}

function sealRequests(event: DomainEvent, id: string, registry: EventRegistry): readonly SealRequest[] {
  const definition = registry.of(event.type);
  return definition.personal.flatMap((part) => {
    const subject = event.data[part.part];
    if (typeof subject !== 'string') return [];
    // The whole set is sealed: what the decider did not say is null.
    const values = part.schema.parse({ ...nothingOf(part), ...event.personal?.[part.part] }) as SealRequest['values'];
    return [{ eventId: id, type: event.type, schemaVersion: definition.version, part, subject, values }];
  });
}

/** For each schema of sealed fields all of them, null. */
const nothings = new Map<PersonalPart['schema'], Readonly<Record<string, null>>>();

function nothingOf({ schema }: PersonalPart): Readonly<Record<string, null>> {
  let nothing = nothings.get(schema);
  if (nothing === undefined) nothings.set(schema, (nothing = Object.fromEntries(Object.keys(schema.shape).map((field) => [field, null]))));
  return nothing;
}

function checkedData(event: DomainEvent, registry: EventRegistry): JsonObject {
  return registry.of(event.type).data.parse(event.data) as JsonObject;
}

function storedData(data: JsonObject, boxes: readonly Box[], basis: Basis): JsonObject {
  const rests = basis.records.length + basis.aggregates.length + basis.rules.length + basis.unknown.length > 0;
  // Member by member: a spread with more behind it makes a shape of its own for each event, and everything that looks at one slow.
  const stored: Record<string, Json> = {};
  for (const name in data) stored[name] = data[name] as Json;
  if (boxes.length > 0) stored['boxes'] = boxes as unknown as JsonObject[];
  if (rests) stored['basis'] = basis as unknown as JsonObject;
  return stored;
}

function keyIdOf(box: Box): string {
  return 'erased' in box ? `${box.subject}#erased` : `${box.subject}#${box.keyVersion}`;
}
