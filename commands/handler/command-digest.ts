// Law: a command sent again is the same if it comes on behalf of the same one and its payload gives the digest that was stored, under the key of the human it was stored with.
import type { Json } from '../../domain/ledger/json.js';
import type { Vault } from '../../domain/ledger/vault.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { PreparedCommand } from './prepared-command.js';
import type { EventTrace } from './answer.js';
import type { LoadedRecord } from './loaded-record.js';

/** Whose key a new command's digest is made under; null for the ledger's own. */
export function digestSubject(
  definition: AnyCommandDefinition,
  data: object,
  record: LoadedRecord<unknown>,
  people: Readonly<Record<string, string>>,
): string | null {
  const { subject } = definition;
  if (subject === undefined) return null;
  if (typeof subject === 'function') return subject(data, record.state);
  return subject === 'record' ? record.id : (people[subject.mention] ?? null);
}

/**
 * True when the payload is the one that made these events, on the same one’s behalf. Whom the digest is about is read from the events: the
 * identifiers sent now may lead to another human, or to nobody since he was erased.
 */
export async function isSamePayload(
  vault: Vault,
  { definition, data, request }: PreparedCommand,
  record: LoadedRecord<unknown>,
  events: readonly EventTrace[],
): Promise<boolean> {
  // Who speaks is part of what is said.
  if (events[0]?.metadata.onBehalfOf !== request.actor.onBehalfOf) return false;
  const hash = events[0]?.metadata.commandHash ?? null;
  const stored = definition.subject === undefined || definition.subject === 'record' ? [] : subjectsOf(events);
  const subjects = stored.length > 0 ? stored : [digestSubject(definition, data, record, {})];
  for (const subject of subjects) {
    if (await vault.matchesHash(data as Json, subject, hash)) return true;
  }
  return false;
}

/** The humans with a box in these events: key ids are `<subject>#<key version>`. */
function subjectsOf(events: readonly EventTrace[]): readonly string[] {
  return [...new Set(events.flatMap((event) => event.metadata.subjects.map((keyId) => keyId.slice(0, keyId.indexOf('#')))))];
}
