// Law: a line's place among the others is told by its head alone: its key, the names it uses, the identifiers it brings in.
import { parseAhead } from '../handler/parse-payload.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import { recordName, type BulkLine, type RecordName } from './bulk-line.js';

/** What the order of a file asks of a line. */
export interface LineHead {
  readonly key: string;
  /** The line's instant: only an import by the file's own clock reads it. */
  readonly at?: string | undefined;
  /** The outcome that the file's author expects. */
  readonly expect?: string | undefined;
  readonly names: readonly PlacedName[];
  /** Identifiers that the line brings in or mentions, as `scheme:value`. */
  readonly identifiers: readonly string[];
}

/** A name that a line gives a record. */
export interface PlacedName {
  readonly name: RecordName;
  readonly kind: string;
  /** Where it stands in the line: a member of its own, or a field of the payload. */
  readonly place: 'record' | 'onBehalfOf' | { readonly field: string };
}

/** The head of a line; of a command that there is not, nothing but its key. */
export function headOfLine(definition: AnyCommandDefinition | undefined, line: BulkLine): LineHead {
  const { key, at, expect } = line;
  if (definition === undefined) return { key, at, expect, names: [], identifiers: [] };
  return { key, at, expect, names: namesOf(definition, line), identifiers: identifiersOf(definition, line.data) };
}

function namesOf(definition: AnyCommandDefinition, line: BulkLine): readonly PlacedName[] {
  const names: PlacedName[] = [];
  if (line.record !== undefined) names.push({ name: line.record, kind: definition.record.category, place: 'record' });
  // Of lines, only those that registered a human made one.
  if (line.onBehalfOf !== undefined) names.push({ name: line.onBehalfOf, kind: 'employee', place: 'onBehalfOf' });
  for (const [field, kind] of Object.entries(definition.references ?? {})) {
    const name = recordName.safeParse(line.data[field]);
    if (name.success) names.push({ name: name.data, kind, place: { field } });
  }
  return names;
}

/** None where its payload is not valid (the handler will say so). */
function identifiersOf(definition: AnyCommandDefinition, data: object): readonly string[] {
  if (definition.identifiers === undefined && definition.mentions === undefined) return [];
  let payload: object;
  try {
    payload = parseAhead(definition, data);
  } catch {
    return [];
  }
  const own = definition.identifiers?.(payload) ?? [];
  const mentioned = Object.values(definition.mentions?.(payload) ?? {}).flat();
  return [...own, ...mentioned].map(({ scheme, value }) => `${scheme}:${value}`);
}
