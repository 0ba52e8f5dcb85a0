// Law: a human named by identifier has one directory id from the first mention on; a later registration with that identifier gets it; no mention binds two identifiers.
import type { IdentifierScheme } from '../../domain/standards/identifiers.js';
import type { BlindIdentifier } from './blind-index.js';
import { idsOf, isFirm, type DirectoryPage, type DirectoryRow, type Needs } from './directory-page.js';

/** Humans are records of this category, also before they have an event. */
const HUMAN = 'employee';

/** By which of his numbers a human is known who is known by none yet: that which he bears for longest. */
const LASTING: readonly IdentifierScheme[] = ['national-id', 'iqama', 'border-number'];

/** What a mention must hold: its identifiers' rows and their records. */
export function mentionNeeds(identifiers: readonly BlindIdentifier[], page: DirectoryPage): Needs {
  const indexes = identifiers.map(({ index }) => index);
  return { indexes, records: indexes.flatMap((index) => idsOf(page.row(index))) };
}

/**
 * The row that answers a mention: a firm one before others. Identifiers that nobody knows are not added to somebody
 * who is known by another one: a mention is no proof that they are his.
 */
export function mentionedRow(rows: readonly DirectoryRow[]): DirectoryRow | undefined {
  return rows.find(isFirm) ?? rows[0];
}

/** The id by which a mention knows the human of a row: what a claim says of him counts once a record shows it. */
export function mentionedId(row: Pick<DirectoryRow, 'recordId' | 'landedRevision' | 'namedBefore'>): string {
  return row.landedRevision === null ? (row.namedBefore ?? row.recordId) : row.recordId;
}

/** True when a row answers a mention as it is; otherwise it must note that its id was given out. */
export function isNoted(row: DirectoryRow): boolean {
  return isFirm(row) || row.mentioned || row.namedBefore !== null;
}

/**
 * The directory id of the human. Where no identifier is known, one of them gets a new id: who names two is not believed that they are one human's,
 * or he who is appointed under the one later would lend his authority to whoever bears the other.
 */
export function decideMention(identifiers: readonly BlindIdentifier[], page: DirectoryPage, newId: () => string): string {
  const row = mentionedRow(identifiers.map(({ index }) => page.row(index)).filter((found) => found !== undefined));
  if (row !== undefined) {
    if (!isNoted(row)) page.put({ ...row, mentioned: true });
    return mentionedId(row);
  }
  const [named] = identifiers.toSorted((one, other) => rank(one) - rank(other));
  if (named === undefined) throw new TypeError('a human is named by at least one identifier');
  const { index, scheme } = named;
  const recordId = page.bear(newId());
  page.put({ index, scheme, category: HUMAN, recordId, mentioned: true, claim: null, landedRevision: null, namedBefore: null, movedFrom: null });
  return recordId;
}

function rank({ scheme }: BlindIdentifier): number {
  const place = LASTING.indexOf(scheme);
  return place === -1 ? LASTING.length : place;
}
