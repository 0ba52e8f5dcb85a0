import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  OutcomeUnknown,
  RefusedAppend,
  StoreUnavailable,
  WrongRevision,
  readWholeStream,
  type EventStore,
} from '../../../domain/ledger/event-store.js';
import type { NewEvent } from '../../../domain/ledger/event.js';
import type { JsonObject } from '../../../domain/ledger/json.js';
import { freshStream, sampleEvent, sampleEvents, sampleMetadata } from '../testing/sample-events.js';
import { EventStoreDbStore } from './eventstoredb-store.js';
import { openEventStoreDbLog, type EventStoreDbLogUnderTest } from './testing/eventstoredb-log.js';
import { startProtocolCluster } from './testing/protocol-server/protocol-cluster.js';
import { openTunnel } from './testing/tunnel.js';

/** Short times, so that a silence is noticed within a test. */
const IMPATIENT = { readTimeoutMs: 500, appendTimeoutMs: 500, awayMs: 500, settleWithinMs: 1_500 };

const idsOf = (events: readonly NewEvent[]): string[] => events.map((event) => event.id);

describe('traps of the client, met by appends', () => {
  let log: EventStoreDbLogUnderTest;
  let store: EventStoreDbStore;
  let other: EventStore;
  beforeEach(async () => {
    // The patient one first: what a process does for the first time may take longer than the other waits.
    log = await openEventStoreDbLog();
    other = log.store;
    store = await log.reopen(IMPATIENT);
  });
  afterEach(() => log.dispose());

  const stored = async (stream: string): Promise<string[]> => idsOf(await readWholeStream(other, stream));

  it('trap 1: a peer that accepts and never answers is unavailable in bounded time', async () => {
    const mute = await openTunnel(undefined);
    try {
      await expect(EventStoreDbStore.open({ url: `esdb://127.0.0.1:${mute.port}?tls=false`, ...IMPATIENT })).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
    } finally {
      await mute.close();
    }
    // The same of a server that was there before: also the question for its features, which an append of the client begins with.
    const unused = await log.reopen(IMPATIENT);
    log.server.faults.set({ silent: ['GetSupportedMethods', 'Read', 'BatchAppend', 'Append'] });
    await log.server.restart();
    await expect(unused.append(freshStream(), 'no-stream', sampleEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('trap 2: an append that is accepted and never answered is unknown, and settled by reading its stream', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
    const [kept, lost] = [freshStream(), freshStream()];
    const [keptEvents, lostEvents] = [sampleEvents(2), sampleEvents(2)];
    log.server.faults.set({ loseAcks: true });
    expect(await store.append(kept, 'no-stream', keptEvents)).toMatchObject({ revision: 1, repeated: true });
    expect(await stored(kept)).toEqual(idsOf(keptEvents));
    log.server.faults.set({ loseAcks: false, silent: ['BatchAppend'] });
    await expect(store.append(lost, 'no-stream', lostEvents)).rejects.toBeInstanceOf(OutcomeUnknown);
    expect(await stored(lost)).toEqual([]);
    log.server.faults.clear();
    expect(await store.append(lost, 'no-stream', lostEvents)).toMatchObject({ revision: 1, repeated: false });
  });

  it('trap 4: a conflict tells the revision at which the stream stands', async () => {
    const stream = freshStream();
    await store.append(stream, 'no-stream', sampleEvents(7));
    for (const expected of ['no-stream', 0, 3, 9] as const) {
      const failure: unknown = await store.append(stream, expected, sampleEvents(2)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WrongRevision);
      expect(failure).toMatchObject({ expected, actual: 6 });
    }
  });

  it('trap 5: a node that does not lead any more costs its caller nothing: the same append goes to the leader', async () => {
    const cluster = await startProtocolCluster();
    const clustered = await EventStoreDbStore.open({ url: cluster.url });
    try {
      const stream = freshStream();
      await clustered.append(stream, 'no-stream', sampleEvents(1));
      for (const [turn, leader] of [1, 2, 0].entries()) {
        await cluster.lead(leader);
        expect(await clustered.append(stream, turn, sampleEvents(1))).toMatchObject({ revision: turn + 1, repeated: false });
      }
      expect(await readWholeStream(clustered, stream)).toHaveLength(4);
    } finally {
      await clustered.close();
      await cluster.stop();
    }
  });

  it('trap 6: an error on the batch stream leaves its appends unknown, each is settled, and no other store’s appends fail', async () => {
    const elsewhere = await openEventStoreDbLog();
    try {
      const appends = Array.from({ length: 60 }, (_, n) => ({ stream: freshStream(), events: sampleEvents(1 + (n % 3)) }));
      await Promise.all([other, elsewhere.store].map((each) => each.append(freshStream(), 'no-stream', sampleEvents(1))));
      // All are pending when the stream breaks, and are committed after it.
      log.server.faults.set({ commitDelayMs: 400 });
      elsewhere.server.faults.set({ commitDelayMs: 800 });
      const bystander = elsewhere.store.append(freshStream(), 'no-stream', sampleEvents(1));
      const outcomes = Promise.all(appends.map(({ stream, events }) => other.append(stream, 'no-stream', events)));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(log.server.faults.breakBatchStreams()).toBeGreaterThan(0);
      expect((await outcomes).map(({ revision }) => revision)).toEqual(appends.map(({ events }) => events.length - 1));
      for (const { stream, events } of appends) expect(await stored(stream)).toEqual(idsOf(events));
      expect(await bystander).toMatchObject({ revision: 0, repeated: false });
    } finally {
      await elsewhere.dispose();
    }
  });

  it('trap 10: a repeat is known by its exact revision, also by a server that has forgotten everything', async () => {
    const [begun, continued] = [freshStream(), freshStream()];
    const events = sampleEvents(2);
    const first = [await store.append(begun, 'no-stream', events), await store.append(continued, 'no-stream', sampleEvents(1))];
    first.push(await store.append(continued, 0, events));
    await log.server.kill();
    await log.server.start();
    expect(await store.append(begun, 'no-stream', events)).toEqual({ ...first[0], repeated: true });
    expect(await store.append(continued, 0, events)).toEqual({ ...first[2], repeated: true });
    // Other data under the same ids is the same append: what stands stays as it is.
    const other = events.map((event) => ({ ...event, data: { effectiveOn: '2030-01-01' } }));
    expect(await store.append(begun, 'no-stream', other)).toEqual({ ...first[0], repeated: true });
    expect((await readWholeStream(store, begun)).map((event) => event.data)).toEqual(events.map((event) => event.data));
    expect(await stored(continued)).toHaveLength(3);
  });

  it('trap 11: what is repeated is repeated at its own revision, also when the stream has gone on since', async () => {
    const stream = freshStream();
    await store.append(stream, 'no-stream', sampleEvents(1));
    const [mine, theirs] = [sampleEvents(2), sampleEvents(1)];
    log.server.faults.set({ loseAcks: true });
    const append = store.append(stream, 0, mine);
    // Stored, and not answered yet: another writer goes on behind it.
    while ((await stored(stream)).length < 3) await new Promise(setImmediate);
    log.server.faults.clear();
    await other.append(stream, 2, theirs);
    expect(await append).toMatchObject({ revision: 2, repeated: true });
    expect(await store.append(stream, 0, mine)).toMatchObject({ revision: 2, repeated: true });
    expect((await stored(stream)).slice(1)).toEqual([...idsOf(mine), ...idsOf(theirs)]);
    await expect(store.append(stream, 0, [...mine, sampleEvent()])).rejects.toMatchObject({ name: 'WrongRevision', actual: 3 });
  });

  it('trap 12: a repeat that the server drops is settled by what stands in the stream', async () => {
    await store.append(freshStream(), 'no-stream', sampleEvents(1));
    const stream = freshStream();
    const events = sampleEvents(2);
    log.server.faults.set({ loseAcks: true, dropRepeats: true });
    expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 1, repeated: true });
    expect(await other.append(stream, 'no-stream', events)).toMatchObject({ revision: 1, repeated: true });
    log.server.faults.clear();
    expect(await stored(stream)).toEqual(idsOf(events));
  });

  it('trap 13: an append whose time the server cut off is unknown, and found once it was committed late', async () => {
    const patient = await log.reopen({});
    await patient.append(freshStream(), 'no-stream', sampleEvents(1));
    const stream = freshStream();
    const events = sampleEvents(2);
    log.server.faults.set({ commitDelayMs: 2_400 });
    const append = patient.append(stream, 'no-stream', events);
    expect(await append).toMatchObject({ revision: 1 });
    expect(await stored(stream)).toEqual(idsOf(events));
  });

  it('trap 17: what the client would choke on is refused before it sees it, and nothing is left behind to fail later', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const bad = [
        sampleEvent({}, { id: 'x' }),
        sampleEvent({}, { id: '00000000-0000-0000-0000-00000000000' }),
        sampleEvent({}, { type: '' }),
        { ...sampleEvent(), data: undefined as unknown as JsonObject },
        { ...sampleEvent(), metadata: undefined as never },
      ];
      for (const event of bad) {
        const stream = freshStream();
        await expect(store.append(stream, 'no-stream', [event])).rejects.toBeInstanceOf(RefusedAppend);
        expect(await stored(stream)).toEqual([]);
      }
      // Answers given twice, and late ones to appends that were given up: both find nobody, and break nothing.
      log.server.faults.set({ answerDelayMs: 700 });
      const late = store.append(freshStream(), 'no-stream', sampleEvents(1));
      await late.catch(() => undefined);
      log.server.faults.clear();
      expect(await store.append(freshStream(), 'no-stream', sampleEvents(1))).toMatchObject({ revision: 0 });
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('trap 19: the limit counts metadata too, which the server would let pass', async () => {
    const stream = freshStream();
    const fat = sampleEvent({}, { metadata: sampleMetadata({ source: 'x'.repeat(1024 * 1024) }) });
    await expect(store.append(stream, 'no-stream', [fat])).rejects.toBeInstanceOf(RefusedAppend);
    expect(await stored(stream)).toEqual([]);
  });

  it('trap 20: a follower is never asked to forward a write: it goes to the leader', async () => {
    const cluster = await startProtocolCluster();
    // A follower that could not forward anything.
    cluster.nodes[1]?.faults.set({ diskFull: true });
    const followed = await EventStoreDbStore.open({ url: `esdb://127.0.0.1:${cluster.nodes[1]?.port}?tls=false` });
    try {
      const stream = freshStream();
      expect(await followed.append(stream, 'no-stream', sampleEvents(1))).toMatchObject({ revision: 0, repeated: false });
      expect(await readWholeStream(followed, stream)).toHaveLength(1);
    } finally {
      await followed.close();
      await cluster.stop();
    }
  });
});
