import type { EventStore } from '../../../domain/ledger/event-store.js';

/** A store with a log of its own, or one in which other streams may stand. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Another store over the same log, as another process would have it. */
  reopen(): Promise<EventStore>;
  /** Closes all stores and removes what was made for the test. */
  dispose(): Promise<void>;
}

export type MakeStore = () => Promise<StoreUnderTest>;
