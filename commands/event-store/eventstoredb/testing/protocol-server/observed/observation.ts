// For tests only. What a real node was seen to do: server 24.6.0, one insecure node (for `cluster`, three), client 6.2.1, each
// exchange as an interceptor of the client saw it. Names of fields are the protocol's, in camel case; empty values are left out.
//
// Of 621 observations 478 are repeated: 421 as `groups` of exchanges, 57 by their names in the tests. Left out are what this server lacks
// (persistent subscriptions 22, a secured node 18, projections 4, HTTP pages 30, statistics, pings), what the client fails at before
// anything is sent or within its own deadline, what measures speed and start-up, runs told as a story (kills of nodes and of a leader,
// a frozen server), and what only repeats or measures what others show: further runs of the twenty writers, the longest names and
// metadata, ten thousand events at once. Unknown methods are answered by the gRPC library, in its own words.
import { readFileSync } from 'node:fs';

/** One exchange. */
export interface Observation {
  readonly name: string;
  /** Whether the official client asked, or a plain gRPC client. */
  readonly by: 'client' | 'raw';
  readonly method?: 'Read' | 'Append' | 'BatchAppend' | 'Delete' | 'Tombstone';
  readonly requiresLeader?: boolean;
  readonly throwOnAppendFailure?: boolean;
  /** Asked by a client that ends at once: a second answer, 2 s later, throws inside one that goes on. */
  readonly ownClient?: boolean;
  /** What to write before, to both servers. */
  readonly given?: readonly Given[];
  /** How long to wait before. */
  readonly pauseMs?: number;
  readonly sent?: readonly Fields[];
  readonly received?: readonly Fields[];
  /** How many were received, where only the first are written down. */
  readonly receivedCount?: number;
  readonly status?: { readonly code: number; readonly details: string; readonly trailers: Readonly<Record<string, string>> };
  /** What the client's caller got. */
  readonly result?: unknown;
  readonly error?: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** An event that was there, `times` over; or a stream that was deleted. */
export interface Given {
  readonly stream: string;
  readonly deleted?: boolean;
  readonly times?: number;
  readonly id?: string;
  readonly type?: string;
  readonly json?: boolean;
  readonly data?: string;
  readonly metadata?: string;
}

/** The exchanges of one subject, in their order, on one log. */
export interface ObservedGroup {
  readonly given: readonly Given[];
  readonly cases: readonly Observation[];
}

/** What was seen of one subject. */
export function observed(subject: string): ObservedGroup {
  return (JSON.parse(readFileSync(new URL('./observations.json', import.meta.url), 'utf8')) as { groups: Record<string, ObservedGroup> })
    .groups[subject] as ObservedGroup;
}

/** What the client's caller got, by the observation's name, where the test builds the exchange itself. */
export function observedResult(name: string): unknown {
  const { results } = JSON.parse(readFileSync(new URL('./observations.json', import.meta.url), 'utf8')) as {
    results: Record<string, unknown>;
  };
  if (!(name in results)) throw new Error(`nothing was observed under the name ${name}`);
  return results[name];
}

/** The bytes of a text as it was written down: `<5006 bytes>` stands for so many, `hex:0908` for what is no text. */
export function bytesOf(text: string): Buffer {
  const [, length] = /^<(\d+) bytes>$/.exec(text) ?? [];
  if (length !== undefined) return Buffer.alloc(Number(length), 'x');
  return text.startsWith('hex:') ? Buffer.from(text.slice(4), 'hex') : Buffer.from(text);
}

/** Bytes as the observations write them down. */
export function textOf(bytes: Buffer): string {
  if (bytes.length > 4_000) return `<${bytes.length} bytes>`;
  const text = bytes.toString();
  return CONTROL.test(text) || !Buffer.from(text).equals(bytes) ? `hex:${bytes.toString('hex')}` : text;
}

const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;
