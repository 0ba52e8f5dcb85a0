// Law: a connection carries fewer subscriptions than the server has room for on it; beyond that they get another, or a refusal.
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import { unavailable } from './call-failure.js';
import { Connection } from './connection.js';
import type { Deadlines } from './deadlines.js';

/** The server takes 100 streams on a connection, and lets further ones wait without a word. */
const PER_CONNECTION = 90;

interface Lane {
  readonly connection: Connection;
  used: number;
}

/** Connections for subscriptions alone: however many there are, appends and reads have room. */
export class SubscriptionLanes {
  readonly #url: string;
  readonly #deadlines: Deadlines;
  readonly #most: number;
  readonly #lanes: Lane[] = [];
  #count = 0;

  constructor(url: string, deadlines: Deadlines, most: number) {
    this.#url = url;
    this.#deadlines = deadlines;
    this.#most = most;
  }

  /** Connections open now. */
  get connections(): number {
    return this.#lanes.length;
  }

  /** A file that the address names may be gone for a moment: whoever asks again later gets his connection. */
  #connect(): Connection {
    try {
      return new Connection(this.#url, this.#deadlines);
    } catch (error) {
      throw unavailable('be subscribed to', error);
    }
  }

  /** Room for one subscription, until `leave`. Throws StoreUnavailable when there is none. */
  enter(): { readonly connection: Connection; readonly leave: () => void } {
    if (this.#count >= this.#most) throw new StoreUnavailable(`the log has ${this.#count} subscriptions, and takes no more`);
    let lane = this.#lanes.find(({ used }) => used < PER_CONNECTION);
    if (lane === undefined) this.#lanes.push((lane = { connection: this.#connect(), used: 0 }));
    const entered = lane;
    entered.used += 1;
    this.#count += 1;
    return {
      connection: entered.connection,
      leave: () => {
        entered.used -= 1;
        this.#count -= 1;
        if (entered.used > 0) return;
        this.#lanes.splice(this.#lanes.indexOf(entered), 1);
        entered.connection.close();
      },
    };
  }
}
