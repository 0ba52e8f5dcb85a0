import { describe, expect, it } from 'vitest';
import { createEventRegistry } from '../ledger/event-registry.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { insuranceEvents } from './events.js';

frozenFixtures(insuranceEvents, new URL('./testing/fixtures/', import.meta.url));

describe('events of insurance', () => {
  it('are sound definitions that seal nothing: all that counts by is open, and nobody is named but by id', () => {
    const registry = createEventRegistry(insuranceEvents);
    expect(registry.definitions.flatMap(({ personal }) => personal)).toEqual([]);
  });
});
