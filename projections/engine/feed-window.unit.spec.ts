import { afterEach, describe, expect, it } from 'vitest';
import type { EventStore, LogPage } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { idOf, newEvent } from '../testing/given-events.js';
import { MemoryEventStore } from '../testing/memory-event-store.js';
import { openFeedWindow, type FeedWindow } from './feed-window.js';

const signal = new AbortController().signal;
const windows: FeedWindow[] = [];

function open(store: EventStore, events = 50, errors: unknown[] = []): FeedWindow {
  const window = openFeedWindow({ store, events, onError: (error) => errors.push(error) });
  windows.push(window);
  return window;
}

let appended = 0;
async function append(store: EventStore, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    appended += 1;
    await store.append(`thing-${idOf(`thing ${appended}`)}`, 'no-stream', [newEvent(appended, 'Happened', { effectiveOn: '2026-01-01', n: appended })]);
  }
}

/** Reads from a position until so many events came. */
async function readOn(window: FeedWindow, after: Position | undefined, count: number, limit = 7): Promise<readonly string[]> {
  const ids: string[] = [];
  let at = after;
  while (ids.length < count) {
    const page: LogPage | undefined = await window.read(at, limit, signal);
    if (page === undefined) throw new Error('the feed ended');
    expect(page.events.length).toBeLessThanOrEqual(limit);
    ids.push(...page.events.map((event) => event.id));
    at = page.next;
  }
  return ids;
}

afterEach(async () => {
  await Promise.all(windows.splice(0).map((window) => window.close()));
});

describe('the feed window', () => {
  it('gives every event once and in order, from the beginning into the tail', async () => {
    const store = new MemoryEventStore();
    await append(store, 120);
    const window = open(store);
    const reading = readOn(window, undefined, 200);
    await append(store, 80);
    expect(await reading).toEqual(store.events.map((event) => event.id));
  });

  it('reads the tail once, for however many readers', async () => {
    const store = new MemoryEventStore();
    await append(store, 10);
    const window = open(store);
    const head = await store.head();
    // The first page behind the head shows that the window stands.
    const first = window.read(head, 5, signal);
    await append(store, 1);
    await first;
    const before = store.pagesRead;
    const readers = Array.from({ length: 9 }, () => readOn(window, head, 31));
    await append(store, 30);
    const expected = store.events.slice(10).map((event) => event.id);
    for (const ids of await Promise.all(readers)) expect(ids).toEqual(expected);
    expect(store.pagesRead).toBe(before);
  });

  it('reads a page once for readers that are behind together', async () => {
    const store = new MemoryEventStore();
    await append(store, 40);
    const window = open(store);
    const read = await Promise.all(Array.from({ length: 5 }, () => readOn(window, undefined, 40, 10)));
    for (const ids of read) expect(ids).toEqual(store.events.map((event) => event.id));
    expect(store.pagesRead).toBe(4);
  });

  it('keeps what it promised to keep, and lets readers behind it read for themselves', async () => {
    const store = new MemoryEventStore();
    const window = open(store, 10);
    const beginning = await store.head();
    const first = window.read(undefined, 5, signal);
    await append(store, 1);
    await first;
    await append(store, 99);
    await readOn(window, store.events[95]?.position, 4);
    const before = store.pagesRead;
    expect(await readOn(window, beginning, 100)).toEqual(store.events.map((event) => event.id));
    expect(store.pagesRead).toBeGreaterThan(before);
  });

  it('waits at the head until the signal', async () => {
    const store = new MemoryEventStore();
    await append(store, 3);
    const window = open(store);
    const stopping = new AbortController();
    const waiting = window.read(await store.head(), 5, stopping.signal);
    stopping.abort();
    expect(await waiting).toBeUndefined();
    const closing = window.read(await store.head(), 5, signal);
    await window.close();
    expect(await closing).toBeUndefined();
  });

  it('takes the subscription up again after a failure, without a gap', async () => {
    const store = new MemoryEventStore();
    const errors: unknown[] = [];
    let pages = 0;
    const failing = new Proxy<EventStore>(store, {
      get(target, property) {
        if (property === 'logId') return target.logId;
        if (property !== 'subscribe') return (Reflect.get(target, property) as (...args: unknown[]) => unknown).bind(target);
        return async function* (after: Position | undefined, until: AbortSignal) {
          for await (const page of target.subscribe(after, until)) {
            pages += 1;
            yield page;
            if (pages % 2 === 0) throw new Error('the store is gone');
          }
        };
      },
    });
    const window = open(failing, 50, errors);
    const reading = readOn(window, undefined, 60);
    await append(store, 30);
    // The window has met the failure once its second page is out; what is appended meanwhile must still come.
    await expect.poll(() => pages).toBeGreaterThan(0);
    await append(store, 30);
    expect(await reading).toEqual(store.events.map((event) => event.id));
  });
});
