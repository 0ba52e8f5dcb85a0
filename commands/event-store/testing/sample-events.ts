import { randomBytes, randomUUID } from 'node:crypto';
import type { EventMetadata, NewEvent } from '../../../domain/ledger/event.js';
import type { JsonObject } from '../../../domain/ledger/json.js';

/** Metadata as a writer makes it. */
export function sampleMetadata(more: Partial<EventMetadata> = {}): EventMetadata {
  const commandId = randomUUID();
  return {
    schemaVersion: 1,
    recordedAt: '2026-03-01T08:00:00.000Z',
    commandId,
    commandName: 'RequestWorkPermit',
    commandHash: null,
    correlationId: commandId,
    causationId: commandId,
    actorId: randomUUID(),
    onBehalfOf: null,
    role: 'employer',
    source: 'platform',
    subjects: [],
    synthetic: true,
    clock: 'wall',
    traceparent: null,
    nonce: randomBytes(16).toString('base64'),
    ...more,
  };
}

/** An event with that data, under an id of its own. */
export function sampleEvent(data: JsonObject = {}, more: Partial<NewEvent> = {}): NewEvent {
  const effective = { effectiveOn: '2026-03-01', ...data };
  return { id: randomUUID(), type: 'WorkPermitRequested', data: effective, metadata: sampleMetadata(), ...more };
}

/** Several events that tell their place in `n`. */
export function sampleEvents(count: number): NewEvent[] {
  return Array.from({ length: count }, (_, n) => sampleEvent({ n }));
}

/** The name of a stream nobody used before. */
export function freshStream(category = 'workPermit'): string {
  return `${category}-${randomUUID()}`;
}
