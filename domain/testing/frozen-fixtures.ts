import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventDefinition } from '../ledger/event-definition.js';
import type { JsonObject } from '../ledger/json.js';

/**
 * Tests that every version of every event type ever written has a frozen example of its open data in `folder`
 * (`<EventType>.v<version>.json`), and that each, brought up to the newest version, is what the schema reads.
 */
export function frozenFixtures(definitions: readonly EventDefinition[], folder: URL): void {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const expected = definitions.flatMap((definition) =>
    Array.from({ length: definition.version }, (_, index) => ({ definition, version: index + 1 })),
  );

  describe('frozen examples of stored events', () => {
    it('are there for every version of every type, and for nothing else', () => {
      const names = expected.map(({ definition, version }) => `${definition.type}.v${version}.json`);
      expect([...files].sort()).toEqual([...names].sort());
    });

    it.each(expected.map((one) => [`${one.definition.type} v${one.version}`, one] as const))('%s can be read', (_, one) => {
      const { definition, version } = one;
      const stored = JSON.parse(readFileSync(new URL(`${definition.type}.v${version}.json`, folder), 'utf8')) as JsonObject;
      const newest = definition.upcasts.slice(version - 1).reduce((data, upcast) => upcast(data), stored);
      expect(definition.data.parse(newest)).toEqual(newest);
      for (const { part } of definition.personal) expect(newest[part], `the subject '${part}'`).toBeDefined();
    });
  });
}
