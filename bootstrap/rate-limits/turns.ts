// Law: of one client no more than so many requests are under way at a time, and they begin at a bounded pace; the others wait in the order in which they came, and nobody else waits for them.
import { Aside, NEAR_MS, type StepBack } from './aside.js';
import { Line } from './line.js';
import type { Pace } from './pace.js';

interface Client {
  underWay: number;
  /** Requests whose time has come and that have no turn yet. */
  readonly waiting: Line<() => void>;
  /** Requests whose time has not come. */
  early: number;
}

/** Clients that are kept without looking whether anything of them is there. */
const WORTH_SWEEPING = 256;

/** Gives a turn back, or the place in the line of who has none yet. Only the first call counts. */
export type Leave = () => void;

/** Turns by client, in a process. */
export class Turns {
  readonly #most: number;
  /** Also those of whom nothing is there, until they are many: who comes again finds himself, and the map need not be laid out anew. */
  #clients = new Map<string, Client>();
  #sweepAt = WORTH_SWEEPING;
  readonly #aside = new Aside();

  constructor(most: number) {
    this.#most = most;
  }

  /** Begins once it is the request's turn: at once where its pace lets it and fewer than the most are under way. */
  take(key: string, begin: () => void, pace?: Pace): Leave {
    const client = this.#of(key);
    let has: 'time' | 'place' | 'turn' | 'nothing' = 'place';
    const start = (): void => {
      has = 'turn';
      client.underWay += 1;
      begin();
    };
    let place = 0;
    const line = (): void => {
      has = 'place';
      if (client.underWay < this.#most) start();
      else place = client.waiting.join(start);
    };
    const wait = pace?.place(key, Infinity) ?? 0;
    let early: NodeJS.Timeout | undefined;
    if (wait === 0) line();
    else {
      has = 'time';
      client.early += 1;
      early = setTimeout(() => {
        client.early -= 1;
        line();
      }, wait);
    }
    return () => {
      if (has === 'time') {
        clearTimeout(early);
        client.early -= 1;
      }
      if (has === 'place') client.waiting.leave(place);
      if (has === 'turn') {
        client.underWay -= 1;
        client.waiting.next()?.();
      }
      has = 'nothing';
    };
  }

  /** Clients that are kept. */
  get size(): number {
    return this.#clients.size;
  }

  /** Requests that wait for their turn. */
  waiting(): number {
    let waiting = 0;
    for (const client of this.#clients.values()) waiting += client.waiting.size + client.early;
    return waiting;
  }

  /** Whether whoever was served should ask for his next turn later: he has no place in his pace soon, or requests of his wait already. */
  isAhead(key: string, pace: Pace): boolean {
    return this.#aside.has(key) || this.#near(key, pace) === 0;
  }

  /** Calls whoever was served when the time for his next turn is near. */
  standAside(key: string, pace: Pace, back: () => void): StepBack {
    return this.#aside.stand(key, () => this.#near(key, pace), back);
  }

  /** How many stand aside. */
  aside(): number {
    return this.#aside.size();
  }

  #near(key: string, pace: Pace): number {
    return (this.#clients.get(key)?.waiting.size ?? 0) > 0 ? 0 : pace.within(key, NEAR_MS);
  }

  #of(key: string): Client {
    let client = this.#clients.get(key);
    if (client === undefined) {
      if (this.#clients.size >= this.#sweepAt) this.#sweep();
      this.#clients.set(key, (client = { underWay: 0, waiting: new Line(), early: 0 }));
    }
    return client;
  }

  #sweep(): void {
    this.#clients = new Map([...this.#clients].filter(([, { underWay, waiting, early }]) => underWay > 0 || waiting.size > 0 || early > 0));
    this.#sweepAt = Math.max(WORTH_SWEEPING, 2 * this.#clients.size);
  }
}
