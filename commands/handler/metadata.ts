// Law: all events have metadata of one shape; the engine gives an object that begins with a spread and has more members a shape of its own each time.
import type { CommandHash, EventMetadata } from '../../domain/ledger/event.js';
import { freshBytes } from '../vault/fresh-bytes.js';
import type { CommandRequest } from './request.js';

/** Metadata that all events of one command share; schema version and subjects are each event's own. */
export type SharedMetadata = Omit<EventMetadata, 'schemaVersion' | 'subjects' | 'nonce'>;

/** Who, when, why and under which command: never a personal datum. */
export function sharedMetadata(request: CommandRequest, commandId: string, commandHash: CommandHash | null): SharedMetadata {
  return {
    recordedAt: request.clock.now().toISOString(),
    commandId,
    commandName: request.name,
    commandHash,
    correlationId: request.correlationId,
    causationId: request.causationId,
    actorId: request.actor.actorId,
    onBehalfOf: request.actor.onBehalfOf,
    role: request.actor.role,
    source: request.actor.source,
    synthetic: request.synthetic,
    clock: request.clock.kind,
    traceparent: request.traceparent,
  };
}

/** The metadata of one event: what all of its command share, and its own. Member by member (see the law). */
export function eventMetadata(shared: SharedMetadata, schemaVersion: number, subjects: readonly string[]): EventMetadata {
  return {
    recordedAt: shared.recordedAt,
    commandId: shared.commandId,
    commandName: shared.commandName,
    commandHash: shared.commandHash,
    correlationId: shared.correlationId,
    causationId: shared.causationId,
    actorId: shared.actorId,
    onBehalfOf: shared.onBehalfOf,
    role: shared.role,
    source: shared.source,
    synthetic: shared.synthetic,
    clock: shared.clock,
    traceparent: shared.traceparent,
    schemaVersion,
    subjects,
    nonce: newNonce(),
  };
}

/** 128 random bits that keep a digest of an event's low-entropy data from being guessed. */
function newNonce(): string {
  return freshBytes(16).toString('base64');
}
