// Law: a human named by identifier has one directory id from the first mention on; a later registration with that identifier gets it.
import type { BlindIdentifier } from './blind-index.js';
import { isFirm, type DirectoryPage, type DirectoryRow, type Needs } from './directory-page.js';

/** Humans are records of this category, also before they have an event. */
const HUMAN = 'employee';

/** What a mention must hold: its identifiers' rows and their records. */
export function mentionNeeds(identifiers: readonly BlindIdentifier[], page: DirectoryPage): Needs {
  const indexes = identifiers.map(({ index }) => index);
  return { indexes, records: indexes.flatMap((index) => page.row(index)?.recordId ?? []) };
}

/**
 * The row that answers a mention: a firm one before others. Identifiers that nobody knows are not added to somebody
 * who is known by another one: a mention is no proof that they are his.
 */
export function mentionedRow(rows: readonly DirectoryRow[]): DirectoryRow | undefined {
  return rows.find(isFirm) ?? rows[0];
}

/** True when a row answers a mention as it is; otherwise it must note that its id was given out. */
export function isNoted(row: DirectoryRow): boolean {
  return isFirm(row) || row.mentioned;
}

/** The directory id of the human; where no identifier is known all get a new one. */
export function decideMention(identifiers: readonly BlindIdentifier[], page: DirectoryPage, newId: () => string): string {
  const row = mentionedRow(identifiers.map(({ index }) => page.row(index)).filter((found) => found !== undefined));
  if (row !== undefined) {
    if (!isNoted(row)) page.put({ ...row, mentioned: true });
    return row.recordId;
  }
  const recordId = page.bear(newId());
  for (const { index, scheme } of identifiers) {
    page.put({ index, scheme, category: HUMAN, recordId, mentioned: true, claim: null, landedRevision: null, movedFrom: null });
  }
  return recordId;
}
