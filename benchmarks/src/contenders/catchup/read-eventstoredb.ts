import { EventStoreDbStore } from '../../../../dist/commands/event-store/eventstoredb/eventstoredb-store.js';
import type { Contender } from '../../harness/bench.js';
import type { CatchupMeasure, CatchupParameters, CatchupTask } from './parameters.js';

/** The catch-up of our store alone: every event from the log's start, as the port gives it, taken and dropped. */
export const contender: Contender<CatchupParameters, CatchupTask, CatchupMeasure> = {
  async prepare({ eventStoreUrl = '', events }) {
    const store = await EventStoreDbStore.open({ url: eventStoreUrl });
    return {
      async work({ windowMs }: CatchupTask): Promise<CatchupMeasure> {
        const stop = new AbortController();
        const begun = performance.now();
        let seen = 0;
        for await (const page of store.subscribe(undefined, stop.signal)) {
          seen += page.events.length;
          if (seen >= events || performance.now() - begun > windowMs) break;
        }
        const seconds = (performance.now() - begun) / 1_000;
        stop.abort();
        return { events: seen, perSecond: seen / seconds };
      },
      close: () => store.close(),
    };
  },
};
