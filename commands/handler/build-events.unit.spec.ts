import { randomBytes, randomUUID } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInThisContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { buildEventRegistry } from '../../bootstrap/ledger/registries.js';
import type { NewEvent, SealedBox } from '../../domain/ledger/event.js';
import { buildEvents } from './build-events.js';
import { sharedMetadata } from './metadata.js';
import type { CommandRequest } from './request.js';

const registry = buildEventRegistry();
const request: CommandRequest = {
  name: 'RecordWeightingFacts',
  recordId: randomUUID(),
  payload: {},
  actor: { actorId: randomUUID(), role: 'platform-service', onBehalfOf: null, source: 'test', families: [] },
  once: { key: 'k' },
  revision: 'optional',
  correlationId: randomUUID(),
  causationId: randomUUID(),
  traceparent: null,
  synthetic: true,
  clock: { kind: 'wall', now: () => new Date(), today: () => '2026-03-01' as never },
};
const basis = { records: [{ stream: `company-${randomUUID()}`, revision: 3 }], aggregates: [], rules: [], unknown: [] };

function event(): NewEvent {
  const subject = randomUUID();
  const box: SealedBox = { part: 'employeeId', subject, keyVersion: 1, iv: '', sealed: randomBytes(16).toString('base64'), commitments: [] };
  const data = { effectiveOn: '2026-03-01', employeeId: subject };
  const sealed = { id: randomUUID(), type: 'WeightingFactsRecorded', data, boxes: [box] };
  const [built] = buildEvents([sealed], basis, sharedMetadata(request, randomUUID(), null), registry);
  if (built === undefined) throw new Error('no event');
  return built;
}

/** Whether the engine sees two objects as of one shape (hidden class). */
function shapesAlike(): (a: object, b: object) => boolean {
  setFlagsFromString('--allow-natives-syntax');
  try {
    const alike = runInThisContext('(a, b) => %HaveSameMap(a, b)') as (a: object, b: object) => boolean;
    // It is compiled when it is first called.
    alike({}, {});
    return alike;
  } finally {
    setFlagsFromString('--no-allow-natives-syntax');
  }
}

describe('events that are built', () => {
  it('hold data, boxes and basis, and metadata in a fixed order', () => {
    const { data, metadata } = event();
    expect(Object.keys(data)).toEqual(['effectiveOn', 'employeeId', 'boxes', 'basis']);
    expect(Object.keys(metadata).slice(-4)).toEqual(['traceparent', 'schemaVersion', 'subjects', 'nonce']);
    expect(metadata).toMatchObject({ commandName: 'RecordWeightingFacts', actorId: request.actor.actorId, source: 'test', schemaVersion: 2 });
  });

  it('are of one shape, however many are built', () => {
    const alike = shapesAlike();
    // The first few of a place in the program share a shape in any case.
    const [a, b] = Array.from({ length: 40 }, event).slice(-2);
    if (a === undefined || b === undefined) throw new Error('no events');
    expect({ data: alike(a.data, b.data), metadata: alike(a.metadata, b.metadata) }).toEqual({ data: true, metadata: true });
    expect(alike(a.data, a.metadata)).toBe(false);
  });
});
