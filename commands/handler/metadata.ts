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

/** 128 random bits that keep a digest of an event's low-entropy data from being guessed. */
export function newNonce(): string {
  return freshBytes(16).toString('base64');
}
