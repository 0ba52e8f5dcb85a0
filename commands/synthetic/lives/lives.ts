import type { Employer } from '../companies/employer.js';
import type { Job } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import type { Day } from '../population/market.js';
import type { DatedEntry } from './arrivals.js';
import type { Held, HeldPosts, Telling } from './telling.js';

/** Somebody who was hired: since when he is known, and by which contract. */
export interface Hired {
  readonly held: Held;
  readonly knownOn: Day;
  readonly agreed: Agreed;
  readonly job: Job;
}

/** What the lives of a block are told from. */
export interface Lives {
  readonly telling: Telling;
  readonly posts: HeldPosts;
  readonly entries: ReadonlyMap<string, DatedEntry>;
  /** Companies that others' employees may be asked for by: there from the first days to the last. */
  readonly receivers: readonly Employer[];
  /** Told of everybody who is hired. */
  readonly hired: (hired: Hired) => void;
}

/** The tenure to which a transfer leads. */
export function following(posts: HeldPosts, { tenure }: Held): Held | undefined {
  const to = tenure.transfer?.to ?? null;
  return to === null ? undefined : posts.find(to);
}

/** The last day of a life's last tenure; null: still at work at the end of the history. */
export function lastDayOf(posts: HeldPosts, held: Held): Day | null {
  let last = held;
  for (let next = following(posts, held); next !== undefined; next = following(posts, next)) last = next;
  return last.tenure.to;
}
