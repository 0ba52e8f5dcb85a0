import type { StoreUnderTest } from '../../testing/store-under-test.js';
import type { EventStoreDbSettings } from '../eventstoredb-settings.js';
import { EventStoreDbStore } from '../eventstoredb-store.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server/protocol-server.js';

/** A log on a server of its own at the level of the protocol, which can be told to fail. */
export interface EventStoreDbLogUnderTest extends StoreUnderTest {
  readonly store: EventStoreDbStore;
  readonly server: ProtocolServer;
  reopen(settings?: Partial<EventStoreDbSettings>): Promise<EventStoreDbStore>;
}

/** Makes an empty log and opens it. */
export async function openEventStoreDbLog(settings: Partial<EventStoreDbSettings> = {}): Promise<EventStoreDbLogUnderTest> {
  const server = await startProtocolServer();
  const opened: EventStoreDbStore[] = [];
  const reopen = async (other: Partial<EventStoreDbSettings> = settings): Promise<EventStoreDbStore> => {
    // One node, put back by tests alone: what it shows is what it has.
    const store = await EventStoreDbStore.open({ url: server.url, doubtMs: 0, ...other });
    opened.push(store);
    return store;
  };
  return {
    store: await reopen(),
    server,
    reopen,
    async dispose() {
      server.faults.clear();
      await Promise.all(opened.map((store) => store.close()));
      await server.stop();
    },
  };
}

/** Opens the log of a server that is there already, with whatever stands in it. */
export async function openRealEventStoreDb(url: string): Promise<StoreUnderTest> {
  const opened: EventStoreDbStore[] = [];
  const reopen = async (): Promise<EventStoreDbStore> => {
    const store = await EventStoreDbStore.open({ url, doubtMs: 0 });
    opened.push(store);
    return store;
  };
  return {
    store: await reopen(),
    reopen,
    async dispose() {
      await Promise.all(opened.map((store) => store.close()));
    },
  };
}
