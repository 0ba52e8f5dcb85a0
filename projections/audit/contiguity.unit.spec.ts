import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makePosition } from '../../domain/ledger/position.js';
import { checkContiguity, goOnFrom, initialContiguity, type ContiguityFault, type PlacedEvent } from './contiguity.js';

const place = (n: number, logId = 'sound'): PlacedEvent['position'] => makePosition(logId, n.toString(16).padStart(16, '0'));

/** A sound log whose n-th event goes to the n-th stream named. */
function logOf(streams: readonly string[]): PlacedEvent[] {
  const revisions = new Map<string, number>();
  return streams.map((stream, n) => {
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return { id: `event ${n}`, stream, revision, position: place(n + 1) };
  });
}

/** The same order of events with positions given anew: what a store would show that had lost count of nothing but its streams. */
const renumbered = (events: readonly PlacedEvent[]): PlacedEvent[] => events.map((event, n) => ({ ...event, position: place(n + 1) }));

function faultsOf(events: readonly PlacedEvent[], keptIds?: number): ContiguityFault[] {
  const faults: ContiguityFault[] = [];
  let state = initialContiguity(keptIds);
  for (const event of events) {
    const next = checkContiguity(state, event);
    if (next.kind !== 'contiguous') faults.push(next);
    state = next.kind === 'contiguous' ? next : goOnFrom(state, event);
  }
  return faults;
}

const streams = fc.array(fc.constantFrom('company-a', 'employee-b', 'contract-c'), { minLength: 1, maxLength: 60 });
/** A log, two indices in it: first and second in the log's order. */
const logAndTwo = fc
  .tuple(fc.array(fc.constantFrom('company-a', 'employee-b', 'contract-c'), { minLength: 2, maxLength: 60 }), fc.nat(), fc.nat())
  .map(([names, one, other]) => {
    const [first, second] = [one % names.length, other % names.length].sort((a, b) => a - b) as [number, number];
    return { log: logOf(names), first, second };
  });
const named = (event: PlacedEvent | undefined): object => ({ stream: event?.stream, revision: event?.revision, eventId: event?.id });

describe('contiguity of a log', () => {
  it('finds nothing in a sound log', () => {
    fc.assert(
      fc.property(streams, (names) => {
        expect(faultsOf(logOf(names))).toEqual([]);
      }),
    );
  });

  it('names the event behind one that was dropped', () => {
    fc.assert(
      fc.property(logAndTwo, ({ log, first }) => {
        const dropped = log[first];
        const next = log.find((event) => event.stream === dropped?.stream && event.revision === dropped.revision + 1);
        const rest = log.filter((event) => event !== dropped);
        // Of a stream that ends before the dropped event nothing shows that there was more.
        const fault = next === undefined ? [] : [{ kind: 'revision-not-next', expected: dropped?.revision, ...named(next) }];
        expect(faultsOf(rest)).toMatchObject(fault);
        expect(faultsOf(rest)).toHaveLength(fault.length);
        expect(faultsOf(renumbered(rest))).toMatchObject(fault);
      }),
    );
  });

  it('names events that changed places', () => {
    fc.assert(
      fc.property(logAndTwo, ({ log, first, second }) => {
        fc.pre(first !== second);
        const [a, b] = [log[first], log[second]];
        const swapped = log.map((event, n) => (n === first ? b : n === second ? a : event)) as PlacedEvent[];
        expect(faultsOf(swapped)).toContainEqual(expect.objectContaining({ kind: 'position-not-rising', ...named(a) }));
        // With positions given anew, another order of one stream's events still shows; that of two streams is a sound log.
        const faults = faultsOf(renumbered(swapped));
        const between = log.slice(first, second + 1);
        const sound =
          between.every((event) => event === a || event.stream !== a?.stream) &&
          between.every((event) => event === b || event.stream !== b?.stream);
        if (sound) expect(faults).toEqual([]);
        else expect(faults[0]).toMatchObject({ kind: 'revision-not-next' });
      }),
    );
  });

  it('names an event that stands twice, once', () => {
    fc.assert(
      fc.property(logAndTwo, ({ log, first, second }) => {
        const again = log[first];
        const twice = [...log.slice(0, second + 1), ...(again === undefined ? [] : [again]), ...log.slice(second + 1)];
        expect(faultsOf(twice)).toMatchObject([{ kind: 'position-not-rising', ...named(again) }]);
        expect(faultsOf(renumbered(twice))).toMatchObject([{ kind: 'revision-not-next', ...named(again) }]);
        // Even when it was given the stream's next revision, its id tells.
        const behind = renumbered([
          ...log,
          { ...log[first], revision: log.filter((event) => event.stream === again?.stream).length } as PlacedEvent,
        ]);
        expect(faultsOf(behind)).toMatchObject([{ kind: 'event-id-repeated', eventId: again?.id, first: again?.position }]);
      }),
    );
  });

  it('refuses a stream that does not begin at 0, and an event of another log', () => {
    const [begun] = logOf(['company-a']);
    expect(faultsOf([{ ...begun, revision: 1 } as PlacedEvent])).toMatchObject([{ kind: 'revision-not-next', expected: 0 }]);
    const foreign = { id: 'event x', stream: 'company-a', revision: 1, position: place(2, 'other') };
    expect(faultsOf([...logOf(['company-a']), foreign])).toEqual([
      { kind: 'other-log', stream: 'company-a', revision: 1, position: place(2, 'other'), eventId: 'event x', previous: place(1) },
    ]);
  });

  it('keeps one revision a stream and no more ids than it was given room for', () => {
    let state = initialContiguity(3);
    for (const event of logOf(Array.from({ length: 50 }, (_, n) => `company-${n % 2}`))) {
      const next = checkContiguity(state, event);
      if (next.kind !== 'contiguous') throw new Error(next.kind);
      state = next;
    }
    expect([...state.revisions]).toEqual([
      ['company-0', 24],
      ['company-1', 24],
    ]);
    expect([...state.recentIds.keys()]).toEqual(['event 47', 'event 48', 'event 49']);
  });
});
