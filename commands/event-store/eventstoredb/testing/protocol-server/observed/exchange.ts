// For tests only. Law: an exchange is alike when its messages, status, text and trailers are, and what the client's caller gets.
import type { EventStoreDBClient } from '@eventstore/db-client';
import { expect } from 'vitest';
import { clientCall } from './client-call.js';
import type { Likeness } from './likeness.js';
import type { Fields, Observation } from './observation.js';
import type { RawClient } from './raw-client.js';
import { withoutEmpty } from './wire-fields.js';

/** Repeats an exchange over the wire. */
export async function expectOnWire(raw: RawClient, likeness: Likeness, one: Observation, came?: (count: number) => void): Promise<void> {
  const { received = [], receivedCount = received.length, status } = one;
  const ends = status !== undefined && (one.method === 'Read' || status.code !== 0);
  const answer = await raw.call(one, ends ? Number.POSITIVE_INFINITY : receivedCount, came);
  const shown = answer.received.slice(0, received.length);
  const observed = received.map(withoutEmpty);
  expect(shown).toEqual(likeness.expected(observed, shown));
  expect(answer.received).toHaveLength(receivedCount);
  if (status !== undefined) expect(answer.status).toEqual(likeness.expected(status, answer.status));
}

/** Repeats an exchange through the official client. */
export async function expectOfClient(client: EventStoreDBClient, likeness: Likeness, one: Observation): Promise<void> {
  if (one.method === undefined) return expect(await streamNow(client, one.name)).toEqual(one.result);
  const outcome = await clientCall(client, one);
  if (one.error !== undefined) {
    expect(outcome.error).toEqual(likeness.expected(one.error, outcome.error));
    return;
  }
  expect(outcome.error).toBeUndefined();
  const shown =
    one.method === 'Read' && Array.isArray(outcome.result) ? asObserved(outcome.result as Fields[], one.result) : outcome.result;
  expect(shown ?? null).toEqual(likeness.expected(one.result, shown));
}

/** Writes the events of a read the way this one was written down. */
function asObserved(events: readonly Fields[], observed: unknown): unknown {
  const list = events.map(({ event }) => event as Fields | undefined);
  if (typeof observed === 'number') return events.length;
  if (typeof observed === 'string') return list.map((event) => String(event?.['revision']).replace('n', '')).join(',');
  if (!Array.isArray(observed)) return { n: events.length, first: list[0]?.['revision'], last: list.at(-1)?.['revision'] };
  const [first] = observed as unknown[];
  if (typeof first === 'string' && / cp\d+$/.test(first)) return events.map(withPositions);
  if (typeof first === 'string')
    return list.map((event) => `${name(event)}@${String(event?.['revision']).replace('n', '')} ${String(event?.['type'])}`);
  if (typeof first === 'object' && first !== null && !('event' in first) && !('link' in first)) return list.map((event) => event?.['data']);
  return events;
}

const withPositions = ({ event, commitPosition }: Fields): string => {
  const { streamId, revision, type, position } = event as {
    streamId: string;
    revision: string;
    type: string;
    position: { commit: string; prepare: string };
  };
  return `${streamId}@${revision} ${type} c${position.commit}/p${position.prepare} cp${String(commitPosition)}`.replace(/(\d)n/g, '$1');
};

/** Names were written down without the run's own ending, but for `$` names. */
const name = (event: Fields | undefined): string => {
  const stream = String(event?.['streamId']);
  return stream.startsWith('$') ? stream : stream.replace(/-[0-9a-f]{6}$/, '');
};

/** The stream that the exchange before wrote to, as revision, type and data. */
async function streamNow(client: EventStoreDBClient, title: string): Promise<unknown> {
  const [, stream = ''] = /\[(.+)\]$/.exec(title) ?? [];
  const seen: string[] = [];
  try {
    for await (const { event } of client.readStream(stream)) seen.push(`${event?.revision}:${event?.type}:${JSON.stringify(event?.data)}`);
  } catch (error) {
    return (error as { type?: string }).type;
  }
  return seen;
}
