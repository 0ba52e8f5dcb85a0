import { describe, expect, it } from 'vitest';
import { createEventRegistry } from '../ledger/event-registry.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { contractEvents } from './events.js';

frozenFixtures(contractEvents, new URL('./testing/fixtures/', import.meta.url));

describe('events of a contract', () => {
  it('are sound definitions, name both sides, and seal nothing: nothing in them is personal', () => {
    expect(createEventRegistry(contractEvents).definitions).toHaveLength(23);
    for (const { data, personal } of contractEvents) {
      expect(Object.keys(data.shape)).toEqual(expect.arrayContaining(['effectiveOn', 'companyId', 'establishmentId', 'employeeId']));
      expect(personal).toEqual([]);
    }
  });
});
