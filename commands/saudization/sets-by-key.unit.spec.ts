import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SetsByKey } from './sets-by-key.js';

it('has of each key the ids that were added, each once and in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2', '3'))), (added) => {
      const index = new SetsByKey();
      for (const [key, id] of added) index.add(key, id);
      for (const key of ['a', 'b', 'c']) expect([...index.get(key)]).toEqual([...new Set(added.filter(([of]) => of === key).map(([, id]) => id))]);
    }),
  );
});
