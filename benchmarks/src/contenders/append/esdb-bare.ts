import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, NO_STREAM, jsonEvent } from '@eventstore/db-client';
import { sampleEvent } from '../../events/sample-event.js';
import type { Contender } from '../../harness/bench.js';
import { closedLoop, type Load, type LoadMeasure } from '../../harness/closed-loop.js';

/** The bare client of EventStoreDB: the same append, without anything of ours. */
export const contender: Contender<string, Load, LoadMeasure> = {
  async prepare(url) {
    const client = EventStoreDBClient.connectionString(url);
    const append = (): Promise<unknown> =>
      client.appendToStream(`workPermit-${randomUUID()}`, jsonEvent({ id: randomUUID(), ...sampleEvent() }), {
        expectedRevision: NO_STREAM,
      });
    await append();
    return { work: (load) => closedLoop(load, append), close: () => client.dispose() };
  },
};
