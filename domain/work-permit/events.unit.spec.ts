import { describe, expect, it } from 'vitest';
import { createEventRegistry } from '../ledger/event-registry.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { workPermitEvents } from './events.js';

frozenFixtures(workPermitEvents, new URL('./testing/fixtures/', import.meta.url));

describe('events of work permits', () => {
  it('are sound definitions, with the permit number sealed wherever it is printed', () => {
    const registry = createEventRegistry(workPermitEvents);
    const sealed = registry.definitions.filter((definition) => definition.personal.length > 0);
    expect(sealed.map((definition) => definition.type)).toEqual(['WorkPermitIssued', 'WorkPermitRenewed']);
    for (const definition of registry.definitions) expect(Object.keys(definition.data.shape)).not.toContain('permitNumber');
  });
});
