import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  OutcomeUnknown,
  StoreUnavailable,
  WrongRevision,
  type Appended,
  type EventStore,
  type OrderedAppend,
} from '../../domain/ledger/event-store.js';
import { appendOneByOne } from '../../domain/ledger/append-in-order.js';
import { createAppendGroup } from './append-group.js';

type Answer = 'stored' | 'away' | 'unknown';

/** A store that keeps the order in which streams were stored, and is away as told. */
function storeOf(answers: Iterator<Answer>): { readonly store: EventStore; readonly stored: string[]; calls: number } {
  const stored: string[] = [];
  const kept = {
    stored,
    calls: 0,
    store: {
      async append(stream: string): Promise<Appended> {
        kept.calls += 1;
        await new Promise(setImmediate);
        if (stream === 'conflict') throw new WrongRevision(stream, 0, 1);
        const repeated = stored.includes(stream);
        const answer = repeated ? 'stored' : (answers.next().value ?? 'stored');
        if (answer === 'away') throw new StoreUnavailable('away');
        if (!repeated) stored.push(stream);
        if (answer === 'unknown') throw new OutcomeUnknown('unknown');
        return { revision: 0, position: 'log.1' as Appended['position'], repeated };
      },
      appendInOrder: (appends: readonly OrderedAppend[]) => appendOneByOne(kept.store.append, appends),
    } as unknown as EventStore,
  };
  return kept;
}
const append = (stream: string): OrderedAppend => ({ stream, expected: 'no-stream', events: [] });
const always = function* (answer: Answer): Generator<Answer> {
  for (;;) yield answer;
};

describe('appends in groups', () => {
  it('are stored in the order in which they were added, also across groups', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 40 }), async (pauses) => {
        const { store, stored } = storeOf(always('stored'));
        const group = createAppendGroup(store);
        const added: Promise<Appended>[] = [];
        for (const [n, pause] of pauses.entries()) {
          added.push(group.add(append(`s${n}`), 1));
          for (let left = pause; left > 0; left -= 1) await new Promise(setImmediate);
        }
        await Promise.all(added);
        expect(stored).toEqual(pauses.map((_, n) => `s${n}`));
      }),
      { numRuns: 50 },
    );
  });

  it('of the next group wait until the one before is stored, however often it is sent', async () => {
    const { store, stored } = storeOf(['away', 'unknown', 'away'][Symbol.iterator]() as Iterator<Answer>);
    const group = createAppendGroup(store);
    const first = group.add(append('first'), 1);
    const sent = group.settled();
    await new Promise(setImmediate);
    const second = group.add(append('second'), 1);
    await first;
    expect(stored[0]).toBe('first');
    await Promise.all([second, sent]);
    expect(stored).toEqual(['first', 'second']);
  });

  it('of large events leave in groups that the log takes at once', async () => {
    const { store, stored } = storeOf(always('stored'));
    let most = 0;
    const counting = {
      appendInOrder: (appends: readonly OrderedAppend[]) => {
        most = Math.max(most, appends.length);
        return store.appendInOrder(appends);
      },
    } as unknown as EventStore;
    const group = createAppendGroup(counting);
    await Promise.all(Array.from({ length: 10 }, (_, n) => group.add(append(`l${n}`), 300_000)));
    expect(stored).toEqual(Array.from({ length: 10 }, (_, n) => `l${n}`));
    expect(most).toBe(3);
  });

  it('of which one conflicts: whatever was added behind its group is not stored', async () => {
    const { store, stored } = storeOf(always('stored'));
    const group = createAppendGroup(store);
    const results = Promise.allSettled(['a', 'conflict'].map((stream) => group.add(append(stream), 1)));
    await expect(group.settled()).rejects.toBeInstanceOf(WrongRevision);
    expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(group.add(append('b'), 1)).rejects.toBeInstanceOf(WrongRevision);
    expect(stored).toEqual(['a']);
  });

  it('leave together although they come one after the other, and at once when somebody waits for them', async () => {
    const kept = storeOf(always('stored'));
    let groups = 0;
    const counting = {
      appendInOrder: (appends: readonly OrderedAppend[]) => {
        groups += 1;
        return kept.store.appendInOrder(appends);
      },
    } as unknown as EventStore;
    const group = createAppendGroup(counting);
    const added: Promise<Appended>[] = [];
    for (const stream of ['a', 'b', 'c']) {
      added.push(group.add(append(stream), 1));
      await new Promise(setImmediate);
    }
    await group.settled();
    await Promise.all(added);
    expect({ groups, stored: kept.stored }).toEqual({ groups: 1, stored: ['a', 'b', 'c'] });
  });
});
