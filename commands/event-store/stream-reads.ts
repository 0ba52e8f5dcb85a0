// Law: who reads streams at the same time shares a statement, and who reads the same its rows; each gets those of its own stream, in order.
import { createMicroBatch, type MicroBatch } from '../micro-batch/micro-batch.js';
import { pgFailure } from './pg-failure.js';

/** A page of a stream, from a revision on. */
export interface StreamRead {
  readonly stream: string;
  readonly from: number;
  readonly limit: number;
}

export type Row = readonly string[];

/** Asks the server by a prepared statement. Rejects with an error whose cause is the driver's. */
export type Ask = (name: string, text: string, values: readonly unknown[]) => Promise<readonly Row[]>;

/** Two: a long page holds up no more than those that left with it. */
const LANES = 2;
const MAX_STREAMS = 64;
const MAX_WAITING = 10_000;

/** Makes the group of readers over a statement's columns. Each read gives its rows by revision. */
export function groupStreamReads(columns: string, ask: Ask): MicroBatch<StreamRead, readonly Row[]> {
  const one = `select ${columns} from log.event where stream = $1 and revision >= $2 order by revision limit $3`;
  const many = `
    select r.n, ${columns} from unnest($1::text[], $2::int[], $3::int[]) with ordinality as r(wanted, first, most, n)
    cross join lateral (
      select * from log.event where stream = r.wanted and revision >= r.first order by revision limit r.most) as e`;

  const alone = ({ stream, from, limit }: StreamRead): Promise<readonly Row[]> => ask('log.stream', one, [stream, from, limit]);

  async function together(all: readonly StreamRead[]): Promise<readonly (readonly Row[])[]> {
    const places = new Map<string, number>();
    const placeOf = ({ stream, from, limit }: StreamRead): number => {
      const key = `${stream} ${from} ${limit}`;
      const place = places.get(key) ?? places.size;
      places.set(key, place);
      return place;
    };
    const placed = all.map(placeOf);
    // The first of each.
    const reads = all.filter((_read, n) => placed.indexOf(placed[n] ?? -1) === n);
    const values = [reads.map(({ stream }) => stream), reads.map(({ from }) => from), reads.map(({ limit }) => limit)];
    const pages: Row[][] = reads.map(() => []);
    // The server gives the rows of each stream one after another by revision: its index has them so, and the limit needs them so.
    for (const [n, ...row] of await ask('log.streams', many, values)) pages[Number(n) - 1]?.push(row);
    return placed.map((place) => pages[place] ?? []);
  }

  return createMicroBatch({
    name: 'reading streams',
    flush: async (reads) => {
      const pages = await (reads.length === 1
        ? Promise.all(reads.map(alone))
        : together(reads).catch(async (error: unknown) => {
            // One name that the server refuses must not fail the others.
            if (!(error instanceof Error) || pgFailure(error.cause) !== 'refused') throw error;
            return Promise.all(reads.map((read) => alone(read).catch((own: unknown) => own)));
          }));
      return pages.map((page) => (page instanceof Error ? { ok: false, error: page } : { ok: true, value: page as readonly Row[] }));
    },
    lanes: LANES,
    maxItems: MAX_STREAMS,
    maxBytes: MAX_STREAMS,
    sizeOf: () => 1,
    maxQueued: MAX_WAITING,
    maxQueuedBytes: MAX_WAITING,
  });
}
