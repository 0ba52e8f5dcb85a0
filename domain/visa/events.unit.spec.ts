import { describe, expect, it } from 'vitest';
import { createEventRegistry } from '../ledger/event-registry.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { visaEvents } from './events.js';

frozenFixtures(visaEvents, new URL('./testing/fixtures/', import.meta.url));

describe('events of visas', () => {
  it('are sound definitions, with the visa number sealed and religion nowhere', () => {
    const registry = createEventRegistry(visaEvents);
    const sealed = registry.definitions.filter((definition) => definition.personal.length > 0);
    expect(sealed.map((definition) => definition.type)).toEqual(['VisaUsed']);
    for (const definition of registry.definitions) {
      expect(Object.keys(definition.data.shape)).not.toContain('visaNumber');
      expect(Object.keys(definition.data.shape)).not.toContain('religion');
    }
  });
});
