import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, eventTypeFilter, jsonEvent, type Filter, type Position, type StreamSubscription } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOnWire } from './observed/exchange.js';
import { Likeness } from './observed/likeness.js';
import { observed, observedResult } from './observed/observation.js';
import { RawClient } from './observed/raw-client.js';
import { writeGiven } from './observed/replay.js';
import { filteredLine, logLine, streamLine, SubscriptionLines } from './observed/subscription-lines.js';
import { startProtocolServer, type ProtocolServer } from './protocol-server.js';

// One log after the other exchanges, in their order: each record stands at the very byte where it stood.
describe('subscriptions, as a real node was seen to answer', () => {
  let server: ProtocolServer;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    server = await startProtocolServer();
    client = EventStoreDBClient.connectionString(server.url);
    const raw = new RawClient(server.port);
    const { given, cases } = observed('log');
    for (const one of [...given, ...cases.flatMap((each) => each.given ?? [])]) await writeGiven(raw, one, randomUUID());
    raw.close();
  });
  afterAll(async () => {
    await client.dispose();
    await server.stop();
  });

  const append = async (stream: string, ...types: string[]): Promise<void> => {
    await client.appendToStream(
      stream,
      types.map((type) => jsonEvent({ type, data: { a: 1 } })),
    );
  };

  describe('of the log, filtered', () => {
    interface Seen {
      readonly n: number;
      readonly first: readonly string[];
      readonly tail: readonly string[];
      readonly checkpoints: number;
    }
    const filtered = (name: string, filter: Filter, { live = 0, type = 'live' } = {}): void => {
      it(name, async () => {
        const seen = observedResult(name) as Seen;
        const record = new SubscriptionLines();
        const subscription = client.subscribeToAll({
          fromPosition: live > 0 ? 'end' : 'start',
          filter: { ...filter, checkpointReached: record.checkpointReached } as Filter,
        });
        record.follow(subscription, filteredLine, { error: 'code' });
        if (live > 0) {
          await record.until(2);
          for (let n = 0; n < live; n += 1) await append('p5-live-4ddc31', type);
        }
        const fails = seen.first[0]?.startsWith('error') === true;
        await record.until(fails ? 1 : seen.n - 1);
        if (!fails) await subscription.unsubscribe();
        const { lines } = record;
        const checkpoints = lines.filter((line) => line.startsWith('checkpoint')).length;
        expect({ n: lines.length, first: lines.slice(0, seen.first.length), tail: lines.slice(-seen.tail.length), checkpoints }).toEqual(
          seen,
        );
      });
    };
    filtered('5.sub filter type A, default window, interval 1', eventTypeFilter({ prefixes: ['A'], checkpointInterval: 1 }));
    filtered('5.sub filter nothing matches, window 32 interval 1', eventTypeFilter({ prefixes: ['zzz'], maxSearchWindow: 32 }));
    filtered(
      '5.sub filter nothing matches, window 100 interval 2',
      eventTypeFilter({ prefixes: ['zzz'], maxSearchWindow: 100, checkpointInterval: 2 }),
    );
    filtered('5.sub filter nothing matches, window 1 interval 1', eventTypeFilter({ prefixes: ['zzz'], maxSearchWindow: 1 }));
    filtered('5.sub filter everything matches, window 32 interval 1', eventTypeFilter({ regex: '.*', maxSearchWindow: 32 }));
    filtered('5.sub excludeSystemEvents', eventTypeFilter({ regex: '^[^$].*' }));
    filtered('5.sub filter bad regex', eventTypeFilter({ regex: '([' }));
    filtered(
      '5.sub filter from END then 70 live non matching events, window 32',
      eventTypeFilter({ prefixes: ['zzz'], maxSearchWindow: 32 }),
      { live: 70 },
    );
    filtered(
      '5.sub filter from END then 70 live matching events, window 32',
      eventTypeFilter({ prefixes: ['live'], maxSearchWindow: 32 }),
      {
        live: 70,
      },
    );
    filtered('5.sub filter from END then 10 live non matching events, default window', eventTypeFilter({ prefixes: ['zzz'] }), {
      live: 10,
    });
  });

  it('resumed from any checkpoint of catching up miss nothing and repeat nothing', async () => {
    const types = ['first', 'third', 'n', 'B'];
    const follow = async (fromPosition: Position | 'start', count: number): Promise<{ seen: bigint[]; checkpoints: Position[] }> => {
      const seen: bigint[] = [];
      const checkpoints: Position[] = [];
      const checkpointReached = (_: unknown, position: Position): void => void checkpoints.push(position);
      const filter = eventTypeFilter({ prefixes: types, maxSearchWindow: 8, checkpointReached });
      for await (const { commitPosition } of client.subscribeToAll({ fromPosition, filter })) {
        seen.push(commitPosition ?? 0n);
        if (seen.length >= count) break;
      }
      return { seen, checkpoints };
    };
    const { seen, checkpoints } = await follow('start', 300);
    const [before, after] = [checkpoints.filter(({ prepare }) => prepare === 0n), checkpoints.filter(({ prepare }) => prepare > 0n)];
    expect(before.length).toBeGreaterThan(3);
    expect(after.length).toBeGreaterThan(10);
    for (const checkpoint of [...before, ...after.slice(0, 10)]) {
      const rest = seen.filter((at) => (checkpoint.prepare === 0n ? at >= checkpoint.commit : at > checkpoint.commit)).slice(0, 5);
      expect((await follow(checkpoint, rest.length)).seen).toEqual(rest);
    }
  });

  describe('of a stream', () => {
    const A = 'p6-a-cc9ae1';
    const follows = (
      name: string,
      stream: string,
      fromRevision: 'start' | 'end' | bigint,
      { before, live }: { before?: () => Promise<unknown>; live?: (lines: SubscriptionLines) => Promise<unknown> } = {},
    ): void => {
      it(name, async () => {
        await before?.();
        const seen = observedResult(name) as string[];
        const record = new SubscriptionLines();
        const subscription: StreamSubscription = client.subscribeToStream(stream, { fromRevision });
        record.follow(subscription, streamLine, { confirmation: 'confirmation id=set', error: 'type', close: true });
        const fails = seen.at(-1)?.startsWith('error') === true;
        if (live !== undefined) {
          await record.until(seen.indexOf('caughtUp') + 1);
          await live(record);
        }
        await record.until(seen.length - (fails ? 0 : 2));
        if (!fails) await subscription.unsubscribe();
        await record.until(seen.length);
        expect(record.lines.slice(0, seen.length)).toEqual(seen);
      });
    };
    follows('6.subscribeToStream START + 2 live', A, 'start', {
      before: () => append(A, 'n0', 'n1', 'n2', 'n3', 'n4'),
      live: () => append(A, 'L1', 'L2'),
    });
    follows('6.subscribeToStream END + 1 live', A, 'end', { live: () => append(A, 'L3') });
    follows('6.subscribeToStream from revision 2 (exclusive?)', A, 2n);
    follows('6.subscribeToStream from last revision', A, 7n, { live: () => append(A, 'L4') });
    follows('6.subscribeToStream from revision 100 (future) + live', A, 100n, { live: () => append(A, 'L5', 'L6') });
    follows('6.subscribeToStream missing stream from START, then created', 'p6-new-cc9ae1', 'start', {
      live: () => append('p6-new-cc9ae1', 'c0', 'c1'),
    });
    follows('6.subscribeToStream missing stream from END, then created', 'p6-new2-cc9ae1', 'end', {
      live: () => append('p6-new2-cc9ae1', 'c0', 'c1'),
    });
    follows('6.subscribeToStream, soft delete while live, then recreate', 'p6-a2-cc9ae1', 'start', {
      live: async (lines) => {
        await append('p6-a2-cc9ae1', 'x0', 'x1');
        await lines.until(4);
        await client.deleteStream('p6-a2-cc9ae1');
        await append('p6-a2-cc9ae1', 'x2');
      },
    });
    follows('6.subscribeToStream, tombstone while live', 'p6-a3-cc9ae1', 'start', {
      live: async () => {
        await append('p6-a3-cc9ae1', 'x0');
        await client.tombstoneStream('p6-a3-cc9ae1');
      },
    });
    follows('6.subscribeToStream on tombstoned stream', 'p6-a3-cc9ae1', 'start');
    follows('6.subscribeToStream on soft deleted stream', 'p6-a4-cc9ae1', 'start', {
      before: async () => {
        await append('p6-a4-cc9ae1', 'x0');
        await client.deleteStream('p6-a4-cc9ae1');
      },
    });
    follows('6.subscribeToStream on soft deleted stream (2)', 'p6-a4-cc9ae1', 'start', { live: () => append('p6-a4-cc9ae1', 'again') });
  });

  describe('on the wire', () => {
    const likeness = new Likeness();
    for (const one of observed('subscriptions').cases) {
      it(one.name, async () => {
        const live = one.name.includes('from END');
        const raw = new RawClient(server.port);
        // Live from the moment it is told to have caught up.
        const came = (count: number): void => void (live && count === 2 && append('p6-a-cc9ae1', 'q'));
        await expectOnWire(raw, likeness, one, came);
        raw.close();
      });
    }
  });

  describe('of the log', () => {
    const P = 173_171n;
    const far = 1_000_000_000_000n;
    const follows = (
      name: string,
      fromPosition: 'start' | 'end' | { commit: bigint; prepare: bigint },
      { filter, live }: { filter?: Filter; live?: () => Promise<unknown> } = {},
    ): void => {
      it(name, async () => {
        const seen = observedResult(name) as string[];
        // `...1514` stands in the middle of so many lines in all.
        const [, all] = /^\.\.\.(\d+)$/.exec(seen.find((line) => line.startsWith('...')) ?? '') ?? [];
        const count = all === undefined ? seen.length : Number(all);
        const record = new SubscriptionLines();
        const subscription = client.subscribeToAll(filter === undefined ? { fromPosition } : { fromPosition, filter });
        record.follow(subscription, logLine);
        const fails = seen.at(-1)?.startsWith('error') === true;
        if (live !== undefined) {
          await record.until(seen.indexOf('caughtUp') + 1);
          await live();
        }
        await record.until(count - (fails ? 0 : 1));
        if (!fails) await subscription.unsubscribe();
        const { lines } = record;
        expect(lines).toHaveLength(count);
        const after = seen.findIndex((line) => line.startsWith('...'));
        if (after < 0) return expect(lines).toEqual(seen);
        expect(lines.slice(0, after)).toEqual(seen.slice(0, after));
        expect(lines.slice(after + 1 - seen.length)).toEqual(seen.slice(after + 1));
      });
    };
    it('6.last three of $all', async () => {
      const seen: string[] = [];
      const last = client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 3 });
      for await (const { event, commitPosition } of last) seen.push(`${event?.streamId}@${event?.revision} ${commitPosition}`);
      expect(seen).toEqual(observedResult('6.last three of $all'));
    });
    follows('6.subscribeToAll from START', 'start');
    follows('6.subscribeToAll from END + live', 'end', { live: () => append('p6-z-cc9ae1', 'z1', 'z2') });
    follows('6.subscribeToAll from position of third last (exclusive?)', { commit: P, prepare: P });
    follows('6.subscribeToAll from {commit:P,prepare:0}', { commit: P, prepare: 0n });
    follows('6.subscribeToAll from P+1 (no record there)', { commit: P + 1n, prepare: P + 1n });
    follows('6.subscribeToAll from far future + live', { commit: far, prepare: far }, { live: () => append('p6-z-cc9ae1', 'z3') });
    follows('6.subscribeToAll {0,0}', { commit: 0n, prepare: 0n }, { filter: eventTypeFilter({ prefixes: ['$metadata'] }) });
  });
});
