// Law: before anything is appended, all identifiers of a command lead to its record and to no other.
import { Problem } from '../../domain/access/problem.js';
import { readWholeStream, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { ClaimOutcome, HasEvents, Vault } from '../../domain/ledger/vault.js';
import type { Identifier } from '../../domain/standards/identifiers.js';
import { fenceCommand } from '../claims/fence-command.js';
import type { DirectoryFollower } from './directory-follower.js';
import type { SharedMetadata } from './metadata.js';

/** Sleepers that one command fences before it gives way. */
const MAX_FENCES = 5;

export interface IdentifierClaim {
  readonly commandId: string;
  readonly record: RecordType;
  readonly identifiers: readonly Identifier[];
  readonly recordId: string | null;
  readonly revision: number;
}

export interface ResolveParts {
  readonly vault: Vault;
  readonly store: EventStore;
  readonly follower: DirectoryFollower;
}

/** True when a record's stream holds an event of its own; a stream of fences alone is no record. */
export function hasEventsIn(store: EventStore): HasEvents {
  const page = 20;
  return async (category, recordId) => {
    for (let from = 0; ; from += page) {
      const events = await store.readStream(streamOf(category, recordId), from, page);
      if (events.some((event) => !isLedgerEvent(event.type))) return true;
      if (events.length < page) return false;
    }
  };
}

/**
 * Claims a command's identifiers and gives the record they lead to. A sleeper that holds one is fenced at the
 * revision it named, then its row is taken over. Throws Problem 409 or 422 as the directory answers.
 */
export async function resolveRecord(
  { vault, store, follower }: ResolveParts,
  claim: IdentifierClaim,
  fencing: { shared: SharedMetadata; effectiveOn: string },
): Promise<string> {
  const request = { ...claim, category: claim.record.category };
  let outcome = await vault.claim(request, hasEventsIn(store));
  for (let fences = 0; outcome.kind === 'sleeping' && fences < MAX_FENCES; fences += 1) {
    const stream = streamOf(claim.record.category, outcome.recordId);
    await fenceCommand(store, stream, outcome.revision, outcome.commandId, fencing.shared, fencing.effectiveOn);
    // The reactor may be behind: what the record's stream shows must stand in the directory before anything of it is taken over.
    for (const event of await readWholeStream(store, stream)) if (follower.handles(event)) await follower.follow(event);
    outcome = await vault.claim(request, hasEventsIn(store), outcome);
  }
  return recordOf(outcome, claim.record);
}

function recordOf(outcome: ClaimOutcome, record: RecordType): string {
  const location = (id: string): string => `/v1/${record.path}/${id}`;
  switch (outcome.kind) {
    case 'claimed':
      return outcome.recordId;
    case 'other-identifiers':
      throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used with other identifiers.');
    case 'taken':
      throw new Problem(409, 'identifier-taken', 'The identifiers belong to another record, or to several.', {
        headers: outcome.recordIds.length === 1 ? { Location: location(outcome.recordIds[0] ?? '') } : {},
        members: { records: outcome.recordIds.map(location) },
      });
    case 'erased':
      throw new Problem(409, 'subject-erased', 'The subject was erased; nothing is recorded for it again.');
    case 'held':
      throw new Problem(409, 'identifier-held', 'Another command holds one of the identifiers and has not finished.', {
        headers: { 'Retry-After': String(outcome.retryAfterSeconds) },
      });
    case 'sleeping':
      throw new Problem(409, 'identifier-held', 'One of the identifiers changed hands meanwhile.', {
        headers: { 'Retry-After': '1' },
      });
  }
}
