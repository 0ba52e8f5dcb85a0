import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { Position } from '../../../domain/ledger/position.js';
import { follow } from '../testing/follow.js';
import { freshStream, sampleEvents } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { openEventStoreDbLog, type EventStoreDbLogUnderTest } from './testing/eventstoredb-log.js';
import { spawnProtocolServer } from './testing/protocol-server/protocol-server-process.js';
import { openTunnel } from './testing/tunnel.js';

describe('traps of the client, met by subscriptions', () => {
  let log: EventStoreDbLogUnderTest;
  let store: EventStoreDbStore;
  beforeEach(async () => {
    log = await openEventStoreDbLog();
    store = log.store;
  });
  afterEach(() => log.dispose());

  const all = async (): Promise<readonly RecordedEvent[]> => (await store.readAll(undefined, 10_000)).events;

  it('trap 7: a reader that dies with a page in its hands finds all of it again behind what it had handled', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(60));
    const handled: RecordedEvent[] = [];
    let at: Position | undefined;
    // Every life handles one page and dies over the second, of which it keeps nothing.
    while (handled.length < 60) {
      let pages = 0;
      for await (const page of store.subscribe(at, new AbortController().signal)) {
        pages += 1;
        if (pages === 2) break;
        handled.push(...page.events);
        at = page.next;
        if (handled.length === 60) break;
      }
    }
    expect(handled).toEqual(await all());
  });

  it('trap 7: what was received and not handled when the call breaks comes once, and in its place', async () => {
    const following = follow(store, undefined);
    for (const cutReadsAfter of [1, 3, 17, undefined]) {
      log.server.faults.set({ cutReadsAfter });
      const cut = follow(store, undefined);
      await store.append(freshStream(), 'no-stream', sampleEvents(30));
      await cut.until((await all().catch(() => [])).length);
      await cut.stop();
    }
    const events = await all();
    await following.until(events.length);
    await following.stop();
    expect(events).toHaveLength(120);
    expect(following.seen).toEqual(events);
  });

  it('trap 7: what came while its reader was busy outlives the call that brought it', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
    const stop = new AbortController();
    const pages = store.subscribe(undefined, stop.signal);
    const seen: RecordedEvent[] = [];
    const more = async (): Promise<void> => {
      const page = await pages.next();
      if (page.done === true) throw new Error('the subscription is over');
      seen.push(...page.value.events);
    };
    await more();
    // The reader holds its page; the next ones come in, as another's on the same connection show, and the server dies.
    const beside = follow(store, undefined);
    await store.append(freshStream(), 'no-stream', sampleEvents(20));
    await beside.until(21);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await log.server.kill();
    await log.server.start();
    await store.append(freshStream(), 'no-stream', sampleEvents(5));
    while (seen.length < 26) await more();
    stop.abort();
    await Promise.all([pages.return(), beside.stop()]);
    expect(seen).toEqual(await all());
  });

  it('trap 8: a slow reader is never handed a second page while it holds one, and all come in order', async () => {
    let holding = 0;
    const seen: RecordedEvent[] = [];
    const stop = new AbortController();
    const reading = (async () => {
      for await (const page of store.subscribe(undefined, stop.signal)) {
        holding += 1;
        expect(holding).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, seen.length % 7));
        seen.push(...page.events);
        holding -= 1;
        if (seen.length >= 400) return;
      }
    })();
    const stream = freshStream();
    for (let n = 0; n < 100; n += 1) await store.append(stream, n === 0 ? 'no-stream' : n * 4 - 1, sampleEvents(4));
    await reading;
    expect(seen).toEqual(await all());
  });

  it('trap 9: no more than a page is held for a reader that is busy, however long the log', async () => {
    const small = await log.reopen({ pageEvents: 50 });
    await small.append(freshStream(), 'no-stream', sampleEvents(500));
    const seen: RecordedEvent[] = [];
    for await (const page of small.subscribe(undefined, new AbortController().signal)) {
      expect(page.events.length).toBeLessThanOrEqual(50);
      seen.push(...page.events);
      if (seen.length === 500) break;
      // Long enough for all the rest to come in, if it were let.
      const beside = follow(small, undefined);
      await beside.until(500);
      await beside.stop();
    }
    expect(seen).toEqual(await all());
  });

  it('trap 9: an error of its reader ends a subscription at once, and leaves nothing behind', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(3));
    const before = log.server.connections();
    const failing = async (): Promise<void> => {
      for await (const page of store.subscribe(undefined, new AbortController().signal))
        throw new Error(`cannot fold ${page.events.length} events`);
    };
    await expect(failing()).rejects.toThrow('cannot fold');
    while (log.server.connections() > before) await new Promise(setImmediate);
    const following = follow(store, undefined);
    await following.until(3);
    await following.stop();
  });

  it('trap 9: a subscription is taken up again by itself, as often as it breaks', async () => {
    const following = follow(store, undefined);
    for (let outage = 0; outage < 4; outage += 1) {
      await store.append(freshStream(), 'no-stream', sampleEvents(3));
      await following.until(3 * (outage + 1));
      await log.server.restart();
    }
    await following.stop();
    expect(following.seen).toEqual(await all());
  });

  it('an event delivered twice is seen once', async () => {
    log.server.faults.set({ deliverTwice: true });
    const following = follow(store, undefined);
    for (let n = 0; n < 5; n += 1) await store.append(freshStream(), 'no-stream', sampleEvents(4));
    await following.until(20);
    await following.stop();
    log.server.faults.clear();
    expect(following.seen).toEqual(await all());
  });

  it('trap 16: more subscriptions than a connection carries all get every event, and leave room for appends and reads', async () => {
    const followings = Array.from({ length: 130 }, () => follow(store, undefined));
    await store.append(freshStream(), 'no-stream', sampleEvents(2));
    await Promise.all(followings.map((following) => following.until(2)));
    await Promise.all(Array.from({ length: 120 }, () => store.readAll(undefined, 10)));
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
    await Promise.all(followings.map((following) => following.until(3)));
    await Promise.all(followings.map((following) => following.stop()));
  });

  it('trap 16: beyond the most subscriptions a further one is refused aloud, and has room once another is over', async () => {
    const small = await log.reopen({ maxSubscriptions: 3 });
    await small.append(freshStream(), 'no-stream', sampleEvents(1));
    const followings = Array.from({ length: 3 }, () => follow(small, undefined));
    await Promise.all(followings.map((following) => following.until(1)));
    const further = follow(small, undefined);
    await expect(further.until(1)).rejects.toBeInstanceOf(StoreUnavailable);
    await followings[0]?.stop();
    const later = follow(small, undefined);
    await later.until(1);
    await Promise.all([...followings.slice(1), later, further].map((following) => following.stop()));
  });

  it('trap 18: a server killed, stopped cleanly or frozen only makes the next page late', async () => {
    const server = await spawnProtocolServer();
    const away = await EventStoreDbStore.open({ url: server.url, readTimeoutMs: 1_000, awayMs: 1_000, silenceMs: 300 });
    try {
      const following = follow(away, undefined);
      let count = 0;
      const more = async (): Promise<void> => {
        await away.append(freshStream(), 'no-stream', sampleEvents(3));
        count += 3;
        await following.until(count);
      };
      await more();
      await server.kill();
      await server.start();
      await more();
      await server.terminate();
      await server.start();
      await more();
      server.freeze();
      await expect(away.head()).rejects.toBeInstanceOf(StoreUnavailable);
      server.thaw();
      await more();
      await following.stop();
      expect(following.seen).toEqual((await away.readAll(undefined, 100)).events);
    } finally {
      await away.close();
      await server.stop();
    }
  });

  it('trap 18: a connection that was forgotten on the way is noticed by its silence, long before the keepalive', async () => {
    const tunnel = await openTunnel(log.server.port);
    const far = await EventStoreDbStore.open({
      // The client's own keepalive would notice nothing within this test.
      url: `esdb://127.0.0.1:${tunnel.port}?tls=false&keepAliveTimeout=600000`,
      readTimeoutMs: 500,
      appendTimeoutMs: 500,
      awayMs: 2_000,
      silenceMs: 300,
    });
    try {
      const following = follow(far, undefined);
      const stream = freshStream();
      await far.append(stream, 'no-stream', sampleEvents(1));
      await following.until(1);
      expect(tunnel.forget()).toBeGreaterThan(0);
      await store.append(stream, 0, sampleEvents(1));
      await following.until(2);
      expect(await far.append(stream, 1, sampleEvents(1))).toMatchObject({ revision: 2 });
      await following.until(3);
      await following.stop();
    } finally {
      await far.close();
      await tunnel.close();
    }
  });
});
