// Law: rows follow what a record's stream shows: firm when it shows them, freed when it no longer does, the survivor's after a merge; running it again changes nothing.
import type { IdentifierScheme } from '../../domain/standards/identifiers.js';
import type { DirectoryClash } from '../../domain/ledger/vault.js';
import { isFirm, type DirectoryPage, type DirectoryRow, type Needs } from './directory-page.js';

/** Numbers of which a record has one for life; other documents come and go. */
const ONE_FOR_LIFE: ReadonlySet<IdentifierScheme> = new Set<IdentifierScheme>(['national-id', 'unified-number']);

/** What making a command's rows firm must hold. */
export function firmNeeds(recordId: string, commandId: string, page: DirectoryPage): Needs {
  const identifiers = page.command(commandId)?.identifiers ?? [];
  return { commands: [commandId], records: [recordId], indexes: identifiers.map(({ index }) => index) };
}

/**
 * The record's stream shows the command at this revision: its identifiers are
 * firm. A row that was lost meanwhile is made again, for the log is the truth; one that leads elsewhere is given back.
 */
export function makeFirm(recordId: string, commandId: string, revision: number, page: DirectoryPage): readonly DirectoryClash[] {
  const command = page.command(commandId);
  // Landed before: rows that are missing now were freed since.
  if (command === undefined || command.identifiers === null || command.recordId !== recordId || command.landed) return [];
  const clashes: DirectoryClash[] = [];
  for (const { index, scheme } of command.identifiers) {
    const row = page.row(index);
    if (row !== undefined && row.recordId !== recordId) {
      clashes.push({ scheme, recordId: row.recordId });
      continue;
    }
    const made = {
      index,
      scheme,
      category: command.category,
      recordId,
      mentioned: false,
      claim: null,
      landedRevision: null,
      namedBefore: null,
      movedFrom: null,
    };
    // An id that an event may hold keeps leading to the human, also now that a record bears him.
    if (row?.namedBefore != null) page.alias(row.namedBefore, recordId);
    page.put({ ...(row ?? made), landedRevision: Math.max(row?.landedRevision ?? 0, revision), namedBefore: null });
  }
  page.putCommand({ ...command, landed: true });
  return clashes;
}

/** What freeing a record's rows must hold. */
export function freeNeeds(recordId: string, keepCommandIds: readonly string[]): Needs {
  return { commands: keepCommandIds, records: [recordId], wholeRecords: [recordId] };
}

/**
 * Frees the record's firm rows that none of the commands claimed, as its event at this revision shows. A row that a
 * later command claims anew stays as its claim.
 */
export function freeAllBut(recordId: string, keepCommandIds: readonly string[], revision: number, page: DirectoryPage): void {
  const commands = keepCommandIds.map((id) => page.command(id)).filter((command) => command?.identifiers != null);
  // Commands that claimed nothing say nothing of what the record shows.
  if (commands.length === 0 && keepCommandIds.length > 0) return;
  const kept = new Set(commands.flatMap((command) => command?.identifiers?.map(({ index }) => index) ?? []));
  for (const row of page.rowsOf(recordId)) {
    if (row.landedRevision === null || kept.has(row.index) || row.movedFrom !== null || row.landedRevision > revision) continue;
    const claimedLater = row.claim !== null && row.claim.commandId !== null && row.claim.revision > revision;
    if (claimedLater) page.put({ ...row, landedRevision: null });
    else page.remove(row.index);
  }
}

/** What a merge must hold. */
export function moveNeeds(from: string, to: string): Needs {
  return { records: [from, to], wholeRecords: [from, to] };
}

/**
 * Moves a duplicate's rows to the survivor; claims that were still open on the duplicate die with it where they are.
 * A number of which the survivor has another one already stays with the duplicate, and is given back.
 */
export function moveAll(from: string, to: string, page: DirectoryPage): readonly DirectoryClash[] {
  if (from === to || page.isErased(from) || page.isErased(to)) return [];
  const has = new Set(
    page
      .rowsOf(to)
      .filter(isFirm)
      .map((row) => row.scheme),
  );
  const clashes: DirectoryClash[] = [];
  for (const row of page.rowsOf(from)) {
    if (!isFirm(row) && !isMentionOnly(row)) continue;
    if (isFirm(row) && ONE_FOR_LIFE.has(row.scheme) && has.has(row.scheme)) clashes.push({ scheme: row.scheme, recordId: to });
    else page.put({ ...row, recordId: to, claim: null, landedRevision: isFirm(row) ? 0 : null, movedFrom: from });
  }
  page.alias(from, to);
  return clashes;
}

function isMentionOnly(row: DirectoryRow): boolean {
  return row.mentioned && (row.claim === null || row.claim.commandId === null);
}
