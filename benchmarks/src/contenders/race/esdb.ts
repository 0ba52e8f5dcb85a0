import { EventStoreDbStore } from '../../../../dist/commands/event-store/eventstoredb/eventstoredb-store.js';
import type { Contender } from '../../harness/bench.js';
import type { RaceMeasure, RaceTask } from './race.js';
import { raceStores } from './race-stores.js';

/** Our adapter on EventStoreDB: two stores write, a third reads by its subscription. */
export const contender: Contender<string, RaceTask, RaceMeasure> = {
  async prepare(url) {
    const stores = await Promise.all([EventStoreDbStore.open({ url }), EventStoreDbStore.open({ url })]);
    const reader = await EventStoreDbStore.open({ url });
    return {
      work: (task) => raceStores(stores, reader, task),
      async close() {
        await Promise.all([...stores, reader].map((store) => store.close()));
      },
    };
  },
};
