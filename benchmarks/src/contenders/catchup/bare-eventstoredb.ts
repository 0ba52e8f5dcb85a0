import { EventStoreDBClient, excludeSystemEvents, START } from '@eventstore/db-client';
import type { Contender } from '../../harness/bench.js';
import type { CatchupMeasure, CatchupParameters, CatchupTask } from './parameters.js';

/** The bare client's catch-up loop: every event of `$all` from its start, taken and dropped. */
export const contender: Contender<CatchupParameters, CatchupTask, CatchupMeasure> = {
  async prepare({ eventStoreUrl = '', events }) {
    const client = EventStoreDBClient.connectionString(eventStoreUrl);
    return Promise.resolve({
      async work({ windowMs }: CatchupTask): Promise<CatchupMeasure> {
        const subscription = client.subscribeToAll({ fromPosition: START, filter: excludeSystemEvents() });
        const begun = performance.now();
        let seen = 0;
        for await (const _resolved of subscription) {
          seen += 1;
          if (seen >= events || performance.now() - begun > windowMs) break;
        }
        const seconds = (performance.now() - begun) / 1_000;
        await subscription.unsubscribe();
        return { events: seen, perSecond: seen / seconds };
      },
      close: () => client.dispose(),
    });
  },
};
