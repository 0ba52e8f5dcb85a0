import { randomUUID } from 'node:crypto';
import { EventStoreDbStore } from '../../../../dist/commands/event-store/eventstoredb/eventstoredb-store.js';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';

/** Our adapter on EventStoreDB: each append to a new stream at its exact revision. */
export const contender: Contender<string, Load, LoadMeasure> = {
  async prepare(url) {
    const store = await EventStoreDbStore.open({ url });
    return {
      work: (load) => closedLoop(load, () => store.append(`workPermit-${randomUUID()}`, 'no-stream', [newEvent()])),
      close: () => store.close(),
    };
  },
};

function newEvent(): NewEvent {
  return { id: randomUUID(), ...sampleEvent() } as unknown as NewEvent;
}
