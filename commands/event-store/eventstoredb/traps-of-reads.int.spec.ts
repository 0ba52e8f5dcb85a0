import { EventStoreDBClient, binaryEvent, jsonEvent, type BinaryEventData } from '@eventstore/db-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, readWholeStream } from '../../../domain/ledger/event-store.js';
import { ForeignPosition, makePosition, orderOf, type Position } from '../../../domain/ledger/position.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import type { EventStoreDbStore } from './eventstoredb-store.js';
import { openEventStoreDbLog, type EventStoreDbLogUnderTest } from './testing/eventstoredb-log.js';

describe('traps of the client, met by reads', () => {
  let log: EventStoreDbLogUnderTest;
  let store: EventStoreDbStore;
  let client: EventStoreDBClient;
  beforeEach(async () => {
    log = await openEventStoreDbLog();
    store = log.store;
    client = EventStoreDBClient.connectionString(log.server.url);
  });
  afterEach(async () => {
    await client.dispose();
    await log.dispose();
  });

  const revisions = async (stream: string, from: number, limit: number): Promise<number[]> =>
    (await store.readStream(stream, from, limit)).map((event) => event.revision);

  it('trap 3: a server that stays silent hangs no reader', async () => {
    const impatient = await log.reopen({ readTimeoutMs: 300, awayMs: 300, silenceMs: 300 });
    const stream = freshStream();
    const { position } = await impatient.append(stream, 'no-stream', sampleEvents(3));
    const following = follow(impatient, undefined);
    await following.until(3);
    log.server.faults.set({ silent: ['Read'] });
    await expect(impatient.readStream(stream, 0, 10)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(impatient.readAll(undefined, 10)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(impatient.head()).rejects.toBeInstanceOf(StoreUnavailable);
    const silenced = follow(impatient, position);
    log.server.faults.clear();
    await store.append(stream, 2, sampleEvents(2));
    await Promise.all([following.until(5), silenced.until(2)]);
    await Promise.all([following.stop(), silenced.stop()]);
    expect(await impatient.readStream(stream, 0, 10)).toHaveLength(5);
  });

  it('trap 3: a read that breaks in the middle is tried again whole, and gives no half of a page', async () => {
    const stream = freshStream();
    await store.append(stream, 'no-stream', sampleEvents(40));
    log.server.faults.set({ cutReadsAfter: 10 });
    await expect(store.readStream(stream, 0, 40)).rejects.toBeInstanceOf(StoreUnavailable);
    const read = store.readStream(stream, 0, 40);
    log.server.faults.clear();
    expect(await read).toHaveLength(40);
  });

  it('trap 14: the end of a stream, nothing asked for, and streams deleted or truncated are read as empty', async () => {
    const [whole, truncated, emptied, deleted, buried] = Array.from({ length: 5 }, () => freshStream()) as [
      string,
      string,
      string,
      string,
      string,
    ];
    for (const stream of [whole, truncated, emptied, deleted, buried]) await store.append(stream, 'no-stream', sampleEvents(5));
    await client.setStreamMetadata(truncated, { truncateBefore: 3 });
    await client.setStreamMetadata(emptied, { truncateBefore: 5 });
    await client.deleteStream(deleted);
    await client.tombstoneStream(buried);
    expect(await revisions(whole, 5, 10)).toEqual([]);
    expect(await revisions(whole, 99, 10)).toEqual([]);
    expect(await revisions(whole, 0, 0)).toEqual([]);
    expect(await revisions(truncated, 0, 10)).toEqual([3, 4]);
    // Whoever needs the whole of it hears that it is not there: what is left is no record.
    await expect(readWholeStream(store, truncated)).rejects.toMatchObject({ name: 'StreamTruncated', message: expect.stringContaining('from revision 0 to 2') as string });
    expect(await readWholeStream(store, truncated, 3)).toHaveLength(2);
    for (const stream of [emptied, deleted, buried, freshStream()]) expect(await revisions(stream, 0, 10)).toEqual([]);
    // A truncated stream goes on where it stood; one that is gone for good takes nothing.
    expect(await store.append(emptied, 4, sampleEvents(1))).toMatchObject({ revision: 5 });
    await expect(store.append(emptied, 'no-stream', sampleEvents(1))).rejects.toMatchObject({ name: 'WrongRevision', actual: 5 });
    await expect(store.append(buried, 4, sampleEvents(1))).rejects.toMatchObject({ name: 'RefusedAppend' });
    // The log still has them all, and none of the records that deleted them.
    const { events } = await store.readAll(undefined, 100);
    expect(events).toHaveLength(26);
    expect(events.every((event) => !event.type.startsWith('$') && !event.stream.startsWith('$'))).toBe(true);
  });

  it('trap 14: an exclusive position is kept over inclusive reads and exclusive subscriptions alike', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(6));
    const { events } = await store.readAll(undefined, 10);
    for (const [n, { position }] of events.entries()) {
      expect((await store.readAll(position, 10)).events).toEqual(events.slice(n + 1));
      if (n === events.length - 1) continue;
      const following = follow(store, position);
      await following.until(events.length - 1 - n);
      await following.stop();
      expect(following.seen).toEqual(events.slice(n + 1));
    }
  });

  it('trap 15: a position keeps both its numbers: {n, 0} stands before the event at n, {n, n} after it', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(4));
    const { events } = await store.readAll(undefined, 10);
    for (const [n, { position }] of events.entries()) {
      const commit = orderOf(position).slice(0, 16);
      const before = makePosition(store.logId, `${commit}-${'0'.repeat(16)}`);
      expect((await store.readAll(before, 10)).events).toEqual(events.slice(n));
      const following = follow(store, before);
      await following.until(events.length - n);
      await following.stop();
      expect(following.seen).toEqual(events.slice(n));
    }
  });

  it('trap 9: no page is larger than was asked for, however long the log', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(500));
    // More than so many events in one call would break it.
    log.server.faults.set({ cutReadsAfter: 60 });
    for (const limit of [1, 10, 50]) expect((await store.readAll(undefined, limit)).events).toHaveLength(limit);
  });

  it('events of the store itself, links and other programs’ are passed over wherever they stand, in any number', async () => {
    const bytes = (type: string): BinaryEventData => binaryEvent({ type, data: new Uint8Array([1, 2, 3]) });
    const system = (count: number): Promise<unknown> =>
      client.appendToStream(
        '$ce-workPermit',
        Array.from({ length: count }, () => bytes('$>')),
      );
    const written: string[] = [];
    for (const [n, count] of [0, 1, 40, 1_200].entries()) {
      if (count > 0) await system(count);
      const events = sampleEvents(2);
      await store.append(freshStream(), 'no-stream', events);
      written.push(...events.map((event) => event.id));
      await client.appendToStream(`elsewhere-${n}`, [
        bytes('Thing'),
        bytes('$>'),
        binaryEvent({ type: 'Thing', data: new Uint8Array([1]), metadata: { n: 1 } }),
        jsonEvent({ type: 'Thing', data: { n: 1 } }),
        jsonEvent({ type: 'Thing', data: [1], metadata: { n: 1 } }),
        jsonEvent({ type: 'Thing', data: { n: 1 }, metadata: new Uint8Array([0x7b]) }),
      ]);
    }
    await system(1_500);
    const last = (await store.readAll(undefined, 100)).events.at(-1)?.position;
    expect(await store.head()).toBe(last);
    expect(await store.head()).toBe(last);
    for (const limit of [1, 3, 100]) {
      const read: string[] = [];
      for (let at: Position | undefined; ;) {
        const page = await store.readAll(at, limit);
        read.push(...page.events.map((event) => event.id));
        at = page.next;
        if (page.end) break;
      }
      expect(read).toEqual(written);
    }
    const following = follow(store, undefined);
    await following.until(written.length);
    const [next] = sampleEvents(1);
    if (next !== undefined) await store.append(freshStream(), 'no-stream', [next]);
    await following.until(written.length + 1);
    await following.stop();
    expect(following.seen.map((event) => event.id)).toEqual([...written, next?.id]);
    expect(await store.head()).toBe(following.seen.at(-1)?.position);
  });

  it('positions the log never gave are refused: of another shape, between two records, behind its end', async () => {
    const { position } = await store.append(freshStream(), 'no-stream', sampleEvents(2));
    const number = BigInt(`0x${orderOf(position).slice(0, 16)}`);
    const at = (place: bigint): string => place.toString(16).padStart(16, '0');
    const positions = [number - 1n, number + 1n, number + 1_000_000n].map((place) => `${at(place)}-${at(place)}`);
    for (const order of [...positions, '0000000000000001', 'zzzzzzzzzzzzzzzz']) {
      const foreign = makePosition(store.logId, order);
      await expect(store.readAll(foreign, 1)).rejects.toBeInstanceOf(ForeignPosition);
      const following = follow(store, foreign);
      await expect(following.until(1)).rejects.toBeInstanceOf(ForeignPosition);
      await following.stop();
    }
    expect(await readWholeStream(store, freshStream())).toEqual([]);
  });
});
