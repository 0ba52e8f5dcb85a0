// Law: the places of those who follow the feed are counted, and no client takes all of them from the others.
import { Problem } from '../../domain/access/problem.js';

const comeAgain = { headers: { 'Retry-After': '10' } };

/** Those who follow the feed of a process, by client. */
export class Followers {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #ofClient = new Map<string, number>();
  #all = 0;

  constructor({ most, mostOfOne }: { readonly most: number; readonly mostOfOne: number }) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  /** Takes a place for a client; gives what leaves it. Throws Problem 429 where he has all that one may have, and 503 where all are taken. */
  takePlace(client: string): () => void {
    const taken = this.#ofClient.get(client) ?? 0;
    if (taken >= this.#mostOfOne) throw new Problem(429, 'feed-places-taken', 'You follow the feed as often as one client may.', comeAgain);
    if (this.#all >= this.#most) throw new Problem(503, 'feed-full', 'No more followers can be taken now.', comeAgain);
    this.#ofClient.set(client, taken + 1);
    this.#all += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#all -= 1;
      const others = (this.#ofClient.get(client) ?? 0) - 1;
      if (others > 0) this.#ofClient.set(client, others);
      else this.#ofClient.delete(client);
    };
  }
}
