// Law: what a refused change claimed for its record leads nobody there: its rows are gone, but for those that the record shows, or that others claimed or named meanwhile.
import { asNamedBefore, idsOf, isFirm, type DirectoryPage, type Needs } from './directory-page.js';

/** What a release must hold. */
export function releaseNeeds(commandId: string, recordId: string, page: DirectoryPage): Needs {
  const indexes = page.command(commandId)?.identifiers?.map(({ index }) => index) ?? [];
  return { commands: [commandId], records: [recordId, ...indexes.flatMap((index) => idsOf(page.row(index)))], indexes };
}

/** Gives back the rows that the command alone holds. Who was named by one before, or meanwhile, keeps it, and nobody sleeps on it any more. */
export function releaseRows(commandId: string, recordId: string, page: DirectoryPage): void {
  const command = page.command(commandId);
  // One that the record's stream shows was not refused.
  if (command?.identifiers == null || command.landed || command.recordId !== recordId) return;
  for (const { index } of command.identifiers) {
    const row = page.row(index);
    if (row === undefined || row.recordId !== recordId || isFirm(row) || row.claim?.commandId !== commandId || row.claim.shared) continue;
    if (row.namedBefore !== null) page.put(asNamedBefore(row, row.namedBefore));
    else if (row.mentioned) page.put({ ...row, claim: null });
    else page.remove(index);
  }
}
