// Law: all identifiers of a command lead to one record or nothing is claimed; a row changes its record only when nobody can still append what it says.
import type { ClaimOutcome, ClaimRequest, FencedClaim } from '../../domain/ledger/vault.js';
import type { BlindIdentifier } from './blind-index.js';
import { chooseRecord } from './choose-record.js';
import { asNamedBefore, idsOf, isFirm, type DirectoryPage, type DirectoryRow, type Needs, type RowClaim } from './directory-page.js';

/** How long a claim keeps others out while its record's stream does not show it. */
export const HOLD_MS = 30_000;
/** A record that has events is made firm by the next reaction: who waits for that asks again soon. */
const FIRM_SOON_SECONDS = 1;

/** A claim request as the directory sees it: identifiers by blind index, sorted. */
export interface BlindClaim {
  readonly commandId: string;
  readonly category: string;
  readonly identifiers: readonly BlindIdentifier[];
  readonly recordId: string | null;
  readonly revision: number;
  readonly takeOver: FencedClaim | undefined;
  readonly tellNew?: ClaimRequest['tellNew'];
}

export interface ClaimClock {
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
}

/** What a claim must hold to be decided on. */
export function claimNeeds(claim: BlindClaim, page: DirectoryPage): Needs {
  const rows = rowsOf(claim, page);
  const known = page.command(claim.commandId);
  const records = [claim.recordId, known?.recordId, ...rows.flatMap(idsOf)].filter((id) => id !== null && id !== undefined);
  return {
    indexes: claim.identifiers.map(({ index }) => index),
    commands: [claim.commandId],
    records,
    events: [...rows.filter((row) => !isFirm(row)).flatMap((row) => idsOf(row).map((recordId) => ({ category: row.category, recordId }))), ...(claim.recordId === null && known !== undefined ? [known] : [])],
  };
}

/** Decides a claim and notes its rows on the page. */
export function decideClaim(claim: BlindClaim, page: DirectoryPage, clock: ClaimClock): ClaimOutcome {
  const known = page.command(claim.commandId);
  if (known !== undefined) {
    if (known.identifiers === null || page.isErased(known.recordId)) return { kind: 'erased', recordId: known.recordId };
    if (!sameIdentifiers(known.identifiers, claim.identifiers)) return { kind: 'other-identifiers', recordId: known.recordId };
    if (known.landed) return { kind: 'claimed', recordId: known.recordId };
  }
  if (claim.recordId !== null && page.isErased(claim.recordId)) return { kind: 'erased', recordId: claim.recordId };
  if (claim.takeOver !== undefined) releaseFenced(claim, claim.takeOver, page);

  const rows = rowsOf(claim, page);
  const choice = chooseRecord({ named: claim.recordId, known: known?.recordId ?? null, category: claim.category }, rows, page);
  if (choice.kind === 'taken') return { kind: 'taken', recordIds: choice.recordIds };
  const recordId = choice.kind === 'new' ? page.bear(clock.newId()) : choice.recordId;
  const waits = waitFor(rows, recordId, choice.kind === 'shared', claim.commandId, page, clock.now);
  if (waits !== undefined) return waits;
  // Who would create a record that is there already is told so by its stream, and holds nothing of it.
  if (claim.recordId === null && isThere(recordId, rows, page)) return { kind: 'claimed', recordId };

  // A claim at a revision says that the stream reached the one before: whoever asked for less conflicts and claims again.
  const revision = Math.max(claim.revision, ...rows.filter((row) => row.recordId === recordId).map(nextRevision));
  for (const identifier of claim.identifiers) {
    const row = page.row(identifier.index);
    const own = row?.recordId === recordId ? row : undefined;
    page.put({
      index: identifier.index,
      scheme: identifier.scheme,
      category: claim.category,
      recordId,
      mentioned: own?.mentioned ?? false,
      namedBefore: own === undefined ? namedBeforeOf(row, page) : own.namedBefore,
      claim: { commandId: claim.commandId, revision, at: clock.now, shared: isShared(own?.claim ?? null, claim.commandId) },
      landedRevision: own?.landedRevision ?? null,
      movedFrom: own?.movedFrom ?? null,
    });
  }
  page.putCommand({
    commandId: claim.commandId,
    category: claim.category,
    recordId,
    revision,
    identifiers: claim.identifiers,
    landed: false,
    at: clock.now,
  });
  if (choice.kind !== 'new' || claim.tellNew === undefined) return { kind: 'claimed', recordId };
  if (claim.tellNew === 'human') page.newHumans.add(recordId);
  return { kind: 'claimed', recordId, made: {} };
}

/** Whether a command that claims a row of its record shares it with one that holds it. */
function isShared(held: RowClaim | null, commandId: string): boolean {
  if (held === null || held.commandId === null) return false;
  return held.commandId !== commandId || held.shared;
}

/** An id that an event may hold, and that is no record's: it waits for what becomes of the claim that takes its row. */
function namedBeforeOf(row: DirectoryRow | undefined, page: DirectoryPage): string | null {
  if (row === undefined) return null;
  return row.mentioned && !page.hasEvents(row.recordId) ? row.recordId : row.namedBefore;
}

/** True for a record that has events, as far as this transaction can tell. */
function isThere(recordId: string, rows: readonly DirectoryRow[], page: DirectoryPage): boolean {
  return rows.some((row) => row.recordId === recordId && isFirm(row)) || page.hasEvents(recordId);
}

/** Frees rows whose claimer was fenced: whoever claimed them at that revision of that record or before can no longer append. */
function releaseFenced(claim: BlindClaim, fenced: FencedClaim, page: DirectoryPage): void {
  for (const row of rowsOf(claim, page)) {
    if (isFirm(row) || row.claim === null || row.claim.commandId === null) continue;
    const silenced = row.recordId === fenced.recordId && row.claim.revision <= fenced.revision;
    if (!silenced) continue;
    // Who was named by it before is so again.
    if (row.namedBefore !== null) page.put(asNamedBefore(row, row.namedBefore));
    // A record with events does not show the identifier, nobody mentioned it, and nobody can add it any more: it is nobody's.
    else if (!row.mentioned && page.hasEvents(row.recordId)) page.remove(row.index);
    else page.put({ ...row, claim: { ...row.claim, commandId: null, shared: false } });
  }
}

/** Why rows that stand in the way cannot be had yet; undefined when none does. */
function waitFor(
  rows: readonly DirectoryRow[],
  recordId: string,
  shared: boolean,
  commandId: string,
  page: DirectoryPage,
  now: number,
): ClaimOutcome | undefined {
  let held = 0;
  let sleeping: ClaimOutcome | undefined;
  for (const row of rows) {
    const holder = row.claim?.commandId ?? null;
    if (row.claim === null || holder === null || isFirm(row)) continue;
    const leadsHere = row.recordId === recordId;
    if (leadsHere && (!shared || holder === commandId)) continue;
    const left = row.claim.at + HOLD_MS - now;
    if (left <= 0) sleeping ??= { kind: 'sleeping', recordId: row.recordId, commandId: holder, revision: row.claim.revision };
    else if (!leadsHere) held = Math.max(held, page.hasEvents(row.recordId) ? FIRM_SOON_SECONDS : Math.ceil(left / 1000));
  }
  return held > 0 ? { kind: 'held', retryAfterSeconds: held } : sleeping;
}

/** The lowest revision at which a record that this row leads to can still be written. */
function nextRevision(row: DirectoryRow): number {
  if (row.claim === null) return 0;
  return row.claim.commandId === null ? row.claim.revision + 1 : row.claim.revision;
}

function sameIdentifiers(a: readonly BlindIdentifier[], b: readonly BlindIdentifier[]): boolean {
  return a.length === b.length && a.every(({ index }, n) => index === b[n]?.index);
}

function rowsOf(claim: BlindClaim, page: DirectoryPage): readonly DirectoryRow[] {
  return claim.identifiers.map(({ index }) => page.row(index)).filter((row) => row !== undefined);
}
