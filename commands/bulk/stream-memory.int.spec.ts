import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeStream, WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { openPostgresLog, type PostgresLogUnderTest } from '../event-store/testing/postgres-log.js';
import { freshStream, sampleEvent } from '../event-store/testing/sample-events.js';
import { rememberStreams } from './stream-memory.js';

let log: PostgresLogUnderTest;

beforeAll(async () => {
  log = await openPostgresLog();
});

afterAll(() => log.dispose());

/** The log's own store, counting what is read from its streams. */
function counting(): { readonly store: EventStore; reads: number } {
  const { store: inner } = log;
  const counter = {
    reads: 0,
    store: {
      logId: inner.logId,
      append: (stream, expected, events) => inner.append(stream, expected, events),
      appendInOrder: (appends) => inner.appendInOrder(appends),
      readStream(stream, from, limit) {
        counter.reads += 1;
        return inner.readStream(stream, from, limit);
      },
      readAll: (after, limit) => inner.readAll(after, limit),
      subscribe: (after, signal) => inner.subscribe(after, signal),
      head: () => inner.head(),
      countAfter: (after) => inner.countAfter(after),
    } satisfies EventStore,
  };
  return counter;
}

describe('streams remembered by an import', () => {
  it('are read once, and show what is appended through the memory as the log itself does', async () => {
    const counter = counting();
    const { store } = rememberStreams(counter.store);
    const name = freshStream();
    await store.append(name, 'no-stream', [sampleEvent()]);
    for (const revision of [0, 1, 2]) await store.append(name, revision, [sampleEvent()]);
    const remembered = await readWholeStream(store, name);
    expect(counter.reads).toBe(0);
    expect(remembered).toEqual(await readWholeStream(log.store, name));
    expect(await store.readStream(name, 2, 1)).toEqual(remembered.slice(2, 3));
  });

  it('are kept over appends in order, and read again where these went on in one stream', async () => {
    const counter = counting();
    const { store } = rememberStreams(counter.store);
    const [once, twice, refused] = [freshStream(), freshStream(), freshStream()];
    for (const name of [once, twice, refused]) await store.append(name, 'no-stream', [sampleEvent()]);
    const results = await store.appendInOrder([
      { stream: once, expected: 0, events: [sampleEvent()] },
      { stream: twice, expected: 0, events: [sampleEvent()] },
      { stream: refused, expected: 5, events: [sampleEvent()] },
      { stream: twice, expected: 1, events: [sampleEvent()] },
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await readWholeStream(store, once)).toEqual(await readWholeStream(log.store, once));
    expect(counter.reads).toBe(0);
    for (const name of [twice, refused]) expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
  });

  it('are read again after an append of several events, of which the positions are not told', async () => {
    const counter = counting();
    const { store } = rememberStreams(counter.store);
    const name = freshStream();
    await store.append(name, 'no-stream', [sampleEvent(), sampleEvent()]);
    expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
    expect(counter.reads).toBe(1);
    await store.append(name, 1, [sampleEvent()]);
    expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
    expect(counter.reads).toBe(1);
  });

  it('remember that a stream is not there, until it is', async () => {
    const counter = counting();
    const { store } = rememberStreams(counter.store);
    const name = freshStream();
    expect([await store.readStream(name, 0, 10), await store.readStream(name, 0, 10)]).toEqual([[], []]);
    expect(counter.reads).toBe(1);
    await store.append(name, 'no-stream', [sampleEvent()]);
    expect(await store.readStream(name, 0, 10)).toHaveLength(1);
  });

  it('are forgotten by a conflict, by a retry and when others may have written', async () => {
    const { store, forget } = rememberStreams(log.store);
    const name = freshStream();
    const first = sampleEvent();
    await log.store.append(name, 'no-stream', [first]);
    await log.store.append(name, 0, [sampleEvent()]);
    await store.append(name, 'no-stream', [first]);
    expect(await readWholeStream(store, name)).toHaveLength(2);

    await log.store.append(name, 1, [sampleEvent()]);
    expect(await readWholeStream(store, name)).toHaveLength(2);
    await expect(store.append(name, 1, [sampleEvent()])).rejects.toBeInstanceOf(WrongRevision);
    expect(await readWholeStream(store, name)).toHaveLength(3);

    await log.store.append(name, 2, [sampleEvent()]);
    forget([freshStream()]);
    expect(await readWholeStream(store, name)).toHaveLength(3);
    forget([name]);
    expect(await readWholeStream(store, name)).toHaveLength(4);
  });

  it('do not keep a read that an append overtook', async () => {
    const name = freshStream();
    await log.store.append(name, 'no-stream', [sampleEvent()]);
    const { store } = rememberStreams(log.store);
    const early = readWholeStream(store, name);
    await store.append(name, 0, [sampleEvent()]);
    await early;
    expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
  });
});
