import { describe, expect, it } from 'vitest';
import { frozenFixtures } from '../testing/frozen-fixtures.js';
import { employeeEvents } from './events.js';

frozenFixtures(employeeEvents, new URL('./testing/fixtures/', import.meta.url));

describe('open data of a human', () => {
  const sealed = new Set(employeeEvents.flatMap((event) => event.personal.flatMap((part) => Object.keys(part.schema.shape))));

  it.each(employeeEvents.map((event) => [event.type, event] as const))('%s shows no field that is sealed anywhere', (_, event) => {
    expect(sealed.size).toBeGreaterThan(10);
    expect(Object.keys(event.data.shape).filter((field) => sealed.has(field))).toEqual([]);
  });
});
