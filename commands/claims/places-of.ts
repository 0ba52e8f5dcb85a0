import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import type { Accepted } from '../../domain/ledger/decider.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { LoadedRecord } from '../handler/loaded-record.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** The places that a decided command's events need. */
export function placesOf({ claims }: AnyCommandDefinition, { events }: Accepted<DomainEvent>, { state, id }: LoadedRecord<unknown>): readonly ClaimNeed[] {
  return claims?.(events, state, id) ?? [];
}
