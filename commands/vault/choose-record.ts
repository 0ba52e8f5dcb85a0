// Law: a command goes to the record it names or already led to, else to the one its identifiers show, else to one it can share, else to a new one.
import { isFirm, type DirectoryPage, type DirectoryRow } from './directory-page.js';

export type RecordChoice =
  /** The command's own record: it waits for no claim on it. */
  | { readonly kind: 'own'; readonly recordId: string }
  /** A record without events that another command claims too: they meet at its stream's first free revision. */
  | { readonly kind: 'shared'; readonly recordId: string }
  | { readonly kind: 'new' }
  /** Records with events stand against one another. */
  | { readonly kind: 'taken'; readonly recordIds: readonly string[] };

/**
 * The record of a command. `named` is the one its path names, `known` the one an earlier claim of the same command
 * led to; `rows` are those of its identifiers, sorted by index.
 */
export function chooseRecord(
  lead: { readonly named: string | null; readonly known: string | null; readonly category: string },
  rows: readonly DirectoryRow[],
  page: DirectoryPage,
): RecordChoice {
  const { named } = lead;
  // A record with events that none of the identifiers leads to was somebody else's, and has let go of them since.
  const leadsTo = (id: string): boolean => rows.some((row) => row.recordId === id);
  const lost = named === null && lead.known !== null && page.hasEvents(lead.known) && !leadsTo(lead.known);
  const known = lost ? null : lead.known;
  const knownWithEvents = named === null && known !== null && page.hasEvents(known) ? known : null;
  const settled = new Set([named, knownWithEvents, ...rows.filter(isFirm).map((row) => row.recordId)].filter((id) => id !== null));
  const [only] = settled;
  if (only !== undefined)
    return settled.size > 1 || isForeign(only, rows, lead.category) ? taken(settled) : { kind: 'own', recordId: only };

  const open = rows.filter((row) => row.category === lead.category);
  const unclaimed = (row: DirectoryRow): boolean => row.claim === null || row.claim.commandId === null;
  const spoken = open.find((row) => row.mentioned && unclaimed(row) && page.hasEvents(row.recordId));
  if (spoken !== undefined) return { kind: 'own', recordId: spoken.recordId };
  const empty = open.filter((row) => !page.hasEvents(row.recordId));
  if (known !== null && (rows.length === 0 || empty.some((row) => row.recordId === known))) return { kind: 'own', recordId: known };
  const claimed = empty.find((row) => !unclaimed(row)) ?? empty[0];
  if (claimed !== undefined) return { kind: 'shared', recordId: claimed.recordId };
  return known === null ? { kind: 'new' } : { kind: 'own', recordId: known };
}

function taken(recordIds: Iterable<string>): RecordChoice {
  return { kind: 'taken', recordIds: [...recordIds] };
}

/** True for a record of another category: a company's number never leads to a human. */
function isForeign(recordId: string, rows: readonly DirectoryRow[], category: string): boolean {
  return rows.some((row) => row.recordId === recordId && row.category !== category);
}
