// Law: of one client no more than so many requests are under way at a time; the others wait in the order in which they came, and nobody else waits for them.

interface Client {
  underWay: number;
  readonly waiting: Set<() => void>;
}

/** Gives a turn back, or the place in the line of who has none yet. Only the first call counts. */
export type Leave = () => void;

/** Turns by client. */
export class Turns {
  readonly #most: number;
  readonly #clients = new Map<string, Client>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Begins once it is the request's turn: at once where fewer than the most are under way. */
  take(key: string, begin: () => void): Leave {
    const client = this.#of(key);
    let has: 'place' | 'turn' | 'nothing' = 'place';
    const start = (): void => {
      has = 'turn';
      client.underWay += 1;
      begin();
    };
    if (client.underWay < this.#most) start();
    else client.waiting.add(start);
    return () => {
      if (has === 'place') client.waiting.delete(start);
      if (has === 'turn') {
        client.underWay -= 1;
        this.#next(client);
      }
      has = 'nothing';
      if (client.underWay === 0 && client.waiting.size === 0) this.#clients.delete(key);
    };
  }

  /** Requests that wait for their turn. */
  waiting(): number {
    let waiting = 0;
    for (const client of this.#clients.values()) waiting += client.waiting.size;
    return waiting;
  }

  #of(key: string): Client {
    let client = this.#clients.get(key);
    if (client === undefined) this.#clients.set(key, (client = { underWay: 0, waiting: new Set() }));
    return client;
  }

  #next(client: Client): void {
    for (const start of client.waiting) {
      client.waiting.delete(start);
      start();
      return;
    }
  }
}
