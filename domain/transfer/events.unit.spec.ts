import { describe, expect, it } from 'vitest';
import { createEventRegistry } from '../ledger/event-registry.js';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { transferEvents } from './events.js';

frozenFixtures(transferEvents, new URL('./testing/fixtures/', import.meta.url));

describe('events of a transfer', () => {
  it('are sound definitions, name both employers, and seal nothing: nothing in them is personal', () => {
    expect(createEventRegistry(transferEvents).definitions).toHaveLength(9);
    const ids = ['effectiveOn', 'companyId', 'establishmentId', 'fromCompanyId', 'fromEstablishmentId', 'fromContractId', 'employeeId'];
    for (const { data, personal } of transferEvents) {
      expect(Object.keys(data.shape)).toEqual(expect.arrayContaining(ids));
      expect(personal).toEqual([]);
    }
  });
});
