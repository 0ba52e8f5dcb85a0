import { describe } from 'vitest';
import { refusalFeatures } from './event-store-refusals.features.js';
import { inOrderFeatures } from './event-store-in-order.features.js';
import { orderFeatures } from './event-store-order.features.js';
import { revisionFeatures } from './event-store-revisions.features.js';
import { valueFeatures } from './event-store-values.features.js';
import type { MakeStore } from './testing/store-under-test.js';

/** What every store behind the port must do; each adapter runs the whole list on the real thing. */
export function eventStoreFeatures(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    valueFeatures(makeStore);
    revisionFeatures(makeStore);
    refusalFeatures(makeStore);
    orderFeatures(makeStore);
    inOrderFeatures(makeStore);
  });
}
