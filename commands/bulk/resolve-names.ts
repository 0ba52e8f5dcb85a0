// Law: a line's names are ordered with the lines that may give them a meaning, and resolved once those have ended.
import { Problem } from '../../domain/access/problem.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { isOnTrail } from '../handler/command-trail.js';
import type { LoadRecord } from '../handler/loaded-record.js';
import type { RecordName } from './bulk-line.js';
import type { CreatedBy, CreatedIds } from './created-ids.js';
import type { WorkKeys } from './key-scheduler.js';
import type { LineHead } from './line-head.js';

/** The ids that a line's names lead to. */
export interface ResolvedNames {
  readonly recordId: string | null;
  readonly onBehalfOf: string | null;
  /** Of the fields of its payload that name a record. */
  readonly references: Readonly<Record<string, string>>;
}

export interface NameParts {
  readonly vault: Pick<Vault, 'lookUp'>;
  readonly records: (category: string) => RecordType | undefined;
  readonly created: CreatedIds;
}

/**
 * What a line touches: record ids, lines still running, and identifiers that it names or brings in. It writes its own
 * record alone; what its payload names it reads, and in whose name it comes. Who names a human in his payload changes what
 * that one may do: he comes before or after the lines in that one’s name.
 */
export async function keysOfLine(parts: NameParts, head: LineHead): Promise<WorkKeys> {
  const writes = [lineKey(head.key), ...head.identifiers];
  const reads: string[] = [];
  for (const { name, kind, place } of head.names) {
    const keys = place === 'record' || kind === 'person' ? writes : reads;
    if (typeof name === 'string') {
      keys.push(name);
    } else if ('createdBy' in name) {
      const id = parts.created.find(name.createdBy, kind, name.n ?? 0);
      if (id === undefined) keys.push(lineKey(name.createdBy), ...parts.created.runningKeys(name.createdBy));
      else if (id !== null) keys.push(id);
    } else {
      const identifier = `${name.identifier.scheme}:${name.identifier.value}`;
      // A line that still runs may bring it in together with other names of the same record.
      keys.push(identifier, ...parts.created.runningWith(identifier));
      const entry = await parts.vault.lookUp(name.identifier);
      if (entry !== undefined) keys.push(entry.recordId);
    }
  }
  return { writes, reads };
}

/** The key under which whatever a line creates is ordered until its id is known. */
export function lineKey(key: string): string {
  return `line:${key}`;
}

/** Resolves all names of a line. Throws Problem 422 for a name that leads nowhere. */
export async function resolveNames(parts: NameParts, load: LoadRecord, head: LineHead): Promise<ResolvedNames> {
  let recordId: string | null = null;
  let onBehalfOf: string | null = null;
  const references: Record<string, string> = {};
  for (const { name, kind, place } of head.names) {
    const id = await resolveName(parts, load, name, kind, typeof place === 'string' ? `/${place}` : `/data/${place.field}`);
    if (place === 'record') recordId = id;
    else if (place === 'onBehalfOf') onBehalfOf = id;
    else references[place.field] = id;
  }
  return { recordId, onBehalfOf, references };
}

function leadsNowhere(pointer: string): Problem {
  return new Problem(422, 'reference-not-found', 'A name in the line leads to no record.', {
    errors: [{ pointer, code: 'reference-not-found', detail: 'No record bears this name when the line is decided.' }],
  });
}

async function resolveName(parts: NameParts, load: LoadRecord, name: RecordName, kind: string, pointer: string): Promise<string> {
  if (typeof name === 'string') return name;
  if ('createdBy' in name) {
    await parts.created.confirm(name.createdBy, (line) => wasAccepted(parts, load, line));
    const id = parts.created.find(name.createdBy, kind, name.n ?? 0);
    if (id === null) {
      throw new Problem(422, 'created-by-refused', `The line ${name.createdBy} was refused, so it created nothing.`, {
        errors: [{ pointer, code: 'created-by-refused', detail: `See the outcome of ${name.createdBy}.` }],
      });
    }
    if (id === undefined) throw leadsNowhere(pointer);
    return id;
  }
  const entry = await parts.vault.lookUp(name.identifier);
  if (entry === undefined) throw leadsNowhere(pointer);
  if (kind !== 'establishment') return entry.recordId;
  return establishmentIn(parts, load, entry.recordId, name.identifier.value, pointer);
}

/** True when the stream of the line's record shows its command. */
async function wasAccepted(parts: NameParts, load: LoadRecord, { commandId, id, category }: CreatedBy): Promise<boolean> {
  const type = parts.records(category);
  return type !== undefined && isOnTrail((await load(type, id)).commands, commandId);
}

/** An establishment's number leads to its company; the establishment's own id stands in the company's stream. */
async function establishmentIn(parts: NameParts, load: LoadRecord, companyId: string, number: string, pointer: string): Promise<string> {
  const company = parts.records('company');
  if (company === undefined) throw leadsNowhere(pointer);
  const { state } = await load(company, companyId);
  const establishments = Object.values(
    (state as { establishments?: Record<string, { establishmentId: string; number: string }> }).establishments ?? {},
  );
  const found = establishments.find((establishment) => establishment.number === number);
  if (found === undefined) throw leadsNowhere(pointer);
  return found.establishmentId;
}
