import { expect } from 'vitest';
import type { DomainEvent } from '../ledger/event.js';
import type { EventDefinition } from '../ledger/event-definition.js';

/**
 * Checks that a just decided event is what its definition says: the schema reads its open data as it stands, and
 * each part whose subject is named carries the whole sealed set, absent values as null.
 */
export function assertFitsSchema(definitions: readonly EventDefinition[], event: DomainEvent): void {
  const definition = definitions.find((one) => one.type === event.type);
  if (definition === undefined) expect.fail(`${event.type} is not among the record's events`);
  expect(definition.data.parse(event.data)).toEqual(event.data);
  const parts = definition.personal.filter(({ part }) => event.data[part] !== null);
  expect(Object.keys(event.personal ?? {}).sort()).toEqual(parts.map(({ part }) => part).sort());
  for (const { part, schema } of parts) {
    const values = event.personal?.[part] ?? {};
    expect(Object.keys(values).sort()).toEqual(Object.keys(schema.shape).sort());
    expect(schema.parse(values)).toEqual(values);
  }
}
