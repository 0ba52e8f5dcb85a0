import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../../../dist/domain/ledger/event.js';
import type { EventStore } from '../../../../dist/domain/ledger/event-store.js';
import { sampleEvent } from '../../events/sample-event.js';
import { race, type RaceMeasure, type RaceTask } from './race.js';

/** Races some stores of ours over one log, and a reader that follows it from where it stands now. */
export async function raceStores(stores: readonly EventStore[], reader: EventStore, task: RaceTask): Promise<RaceMeasure> {
  const start = await reader.head();
  return race(
    {
      append: (writer, id) => storeOf(stores, writer).append(`workPermit-${randomUUID()}`, 'no-stream', [newEvent(id)]),
      follow(saw) {
        const stopping = new AbortController();
        const over = (async () => {
          for await (const { events } of reader.subscribe(start, stopping.signal)) {
            for (const { data } of events) saw(String(data['raceId']));
          }
        })();
        return {
          async stop() {
            stopping.abort();
            await over;
          },
        };
      },
    },
    task,
  );
}

function storeOf(stores: readonly EventStore[], writer: number): EventStore {
  const store = stores[writer % stores.length];
  if (store === undefined) throw new Error('no store');
  return store;
}

function newEvent(raceId: string): NewEvent {
  const { type, data, metadata } = sampleEvent();
  return { id: randomUUID(), type, data: { ...data, raceId }, metadata } as unknown as NewEvent;
}
