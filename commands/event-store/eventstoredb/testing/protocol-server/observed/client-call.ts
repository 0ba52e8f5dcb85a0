// For tests only. Law: what the official client was seen to send is asked of it again, through its public methods.
import { binaryEvent, jsonEvent, type AppendExpectedRevision, type EventData, type EventStoreDBClient } from '@eventstore/db-client';
import { bytesOf, textOf, type Fields, type Observation } from './observation.js';

/** What the caller of the client gets: a result, or an error with the fields that tell it. Numbers of 64 bits end in `n`. */
export interface ClientOutcome {
  readonly result?: unknown;
  readonly error?: Fields;
}

const ADMIN = { username: 'admin', password: 'changeit' };
const ERROR_FIELDS = ['type', 'code', 'message', 'streamName', 'expectedVersion', 'actualVersion', 'maxAppendSize', 'leader'];

/** Repeats an observed call. */
export async function clientCall(client: EventStoreDBClient, observation: Observation): Promise<ClientOutcome> {
  try {
    return { result: numbersAsText(await call(client, observation)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const told = Object.entries({ ...error, message: error.message }).filter(
      ([name, value]) => ERROR_FIELDS.includes(name) && value !== undefined,
    );
    return { error: numbersAsText({ class: error.constructor.name, ...Object.fromEntries(told) }) as Fields };
  }
}

async function call(client: EventStoreDBClient, { name, method, sent = [], requiresLeader }: Observation): Promise<unknown> {
  const [first = {}] = sent;
  const options = (first['options'] ?? {}) as Fields;
  const leader = requiresLeader === true ? { requiresLeader: true } : {};
  switch (method) {
    case 'BatchAppend': {
      const events = (first['proposedMessages'] ?? []) as Fields[];
      return client.appendToStream(stream(options), events.map(event), { expectedRevision: revision(options), ...leader });
    }
    case 'Append': {
      const events = sent.slice(1).map((message) => event(message['proposedMessage'] as Fields));
      return client.appendToStream(stream(options), events, { expectedRevision: revision(options), credentials: ADMIN, ...leader });
    }
    case 'Delete':
      return client.deleteStream(stream(options), { expectedRevision: revision(options) as 'any' });
    case 'Tombstone':
      return client.tombstoneStream(stream(options), { expectedRevision: revision(options) as 'any' });
    case 'Read': {
      const seen: unknown[] = [];
      const source = options['stream'] as Fields | undefined;
      if (source !== undefined && /^\d+\. *get/.test(name)) return client.getStreamMetadata(stream(source).replace('$$', ''));
      for await (const resolved of read(client, options, leader)) seen.push(resolved);
      return seen;
    }
    case undefined:
      throw new Error('no call was observed');
  }
}

function read(client: EventStoreDBClient, options: Fields, leader: { requiresLeader?: boolean }): AsyncIterable<unknown> {
  const direction = options['readDirection'] === 'Backwards' ? 'backwards' : 'forwards';
  const common = {
    direction,
    resolveLinkTos: options['resolveLinks'] === true,
    maxCount: Number(options['count'] ?? 0),
    ...leader,
  } as const;
  const { stream: one, all } = options as { stream?: Fields; all?: Fields };
  if (one !== undefined) {
    const fromRevision = one['revision'] === undefined ? (one['end'] === undefined ? 'start' : 'end') : BigInt(one['revision'] as string);
    return client.readStream(stream(one), { fromRevision, ...common });
  }
  const at = all?.['position'] as { commitPosition: string; preparePosition: string } | undefined;
  const fromPosition =
    at === undefined
      ? all?.['end'] === undefined
        ? 'start'
        : 'end'
      : { commit: BigInt(at.commitPosition), prepare: BigInt(at.preparePosition) };
  return client.readAll({ fromPosition, ...common });
}

const stream = (options: Fields): string =>
  bytesOf(((options['streamIdentifier'] as Fields)['streamName'] as string | undefined) ?? '').toString();

function revision(options: Fields): AppendExpectedRevision {
  if (options['any'] !== undefined) return 'any';
  if (options['noStream'] !== undefined) return 'no_stream';
  if (options['streamExists'] !== undefined) return 'stream_exists';
  return BigInt((options['streamPosition'] ?? options['revision']) as string);
}

function event(proposed: Fields): EventData {
  const { type, 'content-type': contentType } = proposed['metadata'] as { type: string; 'content-type': string };
  const data = bytesOf((proposed['data'] as string | undefined) ?? '');
  const { string: id } = proposed['id'] as { string: string };
  const custom = proposed['customMetadata'] as string | undefined;
  const metadata = custom === undefined ? {} : { metadata: customMetadata(custom) };
  if (contentType === 'application/json') return jsonEvent({ id, type, data: jsonOf(data) as never, ...metadata });
  return binaryEvent({ id, type, data, ...metadata });
}

/** A value whose JSON is these bytes, or as long as they are. */
const jsonOf = (bytes: Buffer): unknown =>
  bytes.length > 4_000 ? 'x'.repeat(bytes.length - 2) : (JSON.parse(bytes.toString()) as unknown);

/** Metadata as a caller gives it: an object, or bytes that are none. */
const customMetadata = (text: string): Record<string, unknown> | Uint8Array =>
  /^\s*\{/.test(text) ? (JSON.parse(text) as Record<string, unknown>) : new Uint8Array(bytesOf(text));

/** 64-bit numbers as texts that end in `n`, bytes as text, what is undefined left out. */
export function numbersAsText(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Uint8Array) return textOf(Buffer.from(value));
  if (value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(numbersAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined)
      .map(([name, content]) => [name, numbersAsText(content)]),
  );
}
