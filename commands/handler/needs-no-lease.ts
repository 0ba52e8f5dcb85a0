// Law: whoever decides a command without a lease decides it as anybody else would: on its payload, its record's state and a day that nobody takes for another.
import { untilNextDay } from '../../domain/standards/calendar.js';
import { LEASE_SECONDS } from '../leases/migrations.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { Clock } from './clock.js';
import type { PreparedCommand } from './prepared-command.js';

const DAY_MS = 86_400_000;
const LEASE_MS = LEASE_SECONDS * 1_000;

/** A command that takes neither identifiers nor places: one that is decided on a record as it no longer stands leaves nothing behind. */
export function takesNothing({ kind, identifiers, claims }: AnyCommandDefinition): boolean {
  return kind === 'change' && identifiers === undefined && claims === undefined;
}

/** Whether a command that takes nothing needs no lease once its record is in memory: it asks for no other record and no human, and not around midnight. */
export function needsNoLease({ definition: { facts, mentions }, request: { actor, clock } }: PreparedCommand): boolean {
  return facts === undefined && mentions === undefined && actor.onBehalfOf === null && isFarFromMidnight(clock);
}

/** Whether the day was the same as long ago as a lease holds, and will be after as long. */
function isFarFromMidnight(clock: Clock): boolean {
  const left = untilNextDay(clock.now());
  return left > LEASE_MS && left <= DAY_MS - LEASE_MS;
}
