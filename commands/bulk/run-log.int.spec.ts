import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeStream, RefusedAppend, WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { openPostgresLog, type PostgresLogUnderTest } from '../event-store/testing/postgres-log.js';
import { freshStream, sampleEvent } from '../event-store/testing/sample-events.js';
import { openRunLog, type RunLog } from './run-log.js';

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

/** The log of a run that begins now, over a store; it knows of no stream, unless it is to know of all. */
async function begun(store: EventStore, streams?: ReadonlySet<string>): Promise<RunLog> {
  return openRunLog(store, { head: await log.store.head(), streams });
}

describe('the log of a run', () => {
  it('shows at once what is sent, and once it is stored as the log itself does', async () => {
    const counter = counting();
    const { store, send, settled } = await begun(counter.store, new Set());
    const name = freshStream();
    const sent = [await send(name, 'no-stream', [sampleEvent()])];
    for (const revision of [0, 1, 2]) sent.push(await send(name, revision, [sampleEvent()]));
    expect(await log.store.readStream(name, 0, 1)).toEqual([]);
    expect((await store.readStream(name, 0, 10)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3]);
    await settled();
    const stored = await readWholeStream(log.store, name);
    expect(await readWholeStream(store, name)).toEqual(stored);
    expect((await Promise.all(sent.map((one) => one.stored))).map(({ position }) => position)).toEqual(stored.map(({ position }) => position));
    expect(await store.readStream(name, 2, 1)).toEqual(stored.slice(2, 3));
    expect(counter.reads).toBe(0);
  });

  it('stores what is sent to many streams in the order of sending', async () => {
    const { send, settled } = await begun(log.store, new Set());
    const [one, other] = [freshStream(), freshStream()];
    const before = await log.store.head();
    const revisions = new Map<string, number>();
    const order = [one, other, one, one, other];
    for (const name of order) {
      const at = revisions.get(name);
      await send(name, at ?? 'no-stream', [sampleEvent()]);
      revisions.set(name, (at ?? -1) + 1);
    }
    await settled();
    expect((await log.store.readAll(before, 10)).events.map(({ stream }) => stream)).toEqual(order);
  });

  it('reads streams again after an append of several events, of which the places are not told', async () => {
    const counter = counting();
    const { store, send, settled } = await begun(counter.store, new Set());
    const name = freshStream();
    await send(name, 'no-stream', [sampleEvent(), sampleEvent()]);
    await send(name, 1, [sampleEvent()]);
    expect(await readWholeStream(store, name)).toHaveLength(3);
    await settled();
    expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
    expect(counter.reads).toBe(1);
  });

  it('asks for no stream that is not there, where it knows all', async () => {
    const known = freshStream();
    await log.store.append(known, 'no-stream', [sampleEvent()]);
    const counter = counting();
    const { store } = await begun(counter.store, new Set([known]));
    expect(await store.readStream(freshStream(), 0, 10)).toEqual([]);
    expect(counter.reads).toBe(0);
    expect(await store.readStream(known, 0, 10)).toHaveLength(1);
    const ignorant = await begun(counter.store);
    const absent = freshStream();
    expect([await ignorant.store.readStream(absent, 0, 10), await ignorant.store.readStream(absent, 0, 10)]).toEqual([[], []]);
    expect(counter.reads).toBe(2);
  });

  it('refuses at once what its stream does not allow and what no log can hold, and knows what was sent before', async () => {
    const { send, settled } = await begun(log.store, new Set());
    const name = freshStream();
    const first = sampleEvent();
    await send(name, 'no-stream', [first]);
    await expect(send(name, 'no-stream', [sampleEvent()])).rejects.toBeInstanceOf(WrongRevision);
    await expect(send(name, 3, [sampleEvent()])).rejects.toMatchObject({ actual: 0 });
    await expect(send(name, 0, [{ ...sampleEvent(), type: '$own' }])).rejects.toBeInstanceOf(RefusedAppend);
    expect(await send(name, 'no-stream', [first])).toMatchObject({ repeated: true, revision: 0 });
    await settled();
    expect(await readWholeStream(log.store, name)).toHaveLength(1);
  });

  it('reads again what others may have written, and stores nothing more where they wrote without being told of', async () => {
    const { store, send, settled, forget } = await begun(log.store);
    const name = freshStream();
    await (await send(name, 'no-stream', [sampleEvent()])).stored;
    await log.store.append(name, 0, [sampleEvent()]);
    forget([freshStream()]);
    expect(await readWholeStream(store, name)).toHaveLength(1);
    forget([name]);
    expect(await readWholeStream(store, name)).toHaveLength(2);

    await log.store.append(name, 1, [sampleEvent()]);
    const lost = await send(name, 1, [sampleEvent()]);
    await expect(lost.stored).rejects.toBeInstanceOf(WrongRevision);
    await expect(settled()).rejects.toBeInstanceOf(WrongRevision);
    const other = freshStream();
    await expect((await send(other, 'no-stream', [sampleEvent()])).stored).rejects.toBeInstanceOf(WrongRevision);
    expect(await readWholeStream(log.store, other)).toEqual([]);
  });

  it('does not keep a read that an append overtook', async () => {
    const name = freshStream();
    await log.store.append(name, 'no-stream', [sampleEvent()]);
    const { store } = await begun(log.store);
    const early = readWholeStream(store, name);
    await store.append(name, 0, [sampleEvent()]);
    await early;
    expect(await readWholeStream(store, name)).toEqual(await readWholeStream(log.store, name));
  });
});
