// Law: what a run has read or written of a stream it need not read again, for nobody else writes meanwhile; whatever else may have been written is forgotten first.
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream, type Appended, type EventStore } from '../../domain/ledger/event-store.js';

/** Streams that are kept; the one that was not asked for longest is given up. */
const STREAMS = 8_000;

/** A store whose streams stay in memory. */
export interface StreamMemory {
  readonly store: EventStore;
  /** Others may have written to these streams: they are read again. */
  forget(streams: Iterable<string>): void;
}

/** Remembers whole streams over a store to which, until `forget`, only this memory's own store appends. */
export function rememberStreams(inner: EventStore): StreamMemory {
  const known = new Map<string, readonly RecordedEvent[]>();
  /** Reads under way whose answer may be kept: an append or a `forget` in between takes them out. */
  const loading = new Map<string, symbol>();

  const keep = (stream: string, events: readonly RecordedEvent[]): void => {
    known.delete(stream);
    known.set(stream, events);
    if (known.size <= STREAMS) return;
    for (const oldest of known.keys()) {
      known.delete(oldest);
      return;
    }
  };
  const drop = (stream: string): void => {
    known.delete(stream);
    loading.delete(stream);
  };
  const whole = async (stream: string): Promise<readonly RecordedEvent[]> => {
    const remembered = known.get(stream);
    if (remembered !== undefined) {
      keep(stream, remembered);
      return remembered;
    }
    const own = Symbol(stream);
    loading.set(stream, own);
    try {
      const events = await readWholeStream(inner, stream);
      if (loading.get(stream) === own) keep(stream, events);
      return events;
    } finally {
      if (loading.get(stream) === own) loading.delete(stream);
    }
  };
  const add = (stream: string, before: readonly RecordedEvent[] | undefined, events: readonly NewEvent[], appended: Appended): void => {
    const [event] = events;
    // Of several events only the last one's position is told, and behind a retry more may stand: these are read again.
    if (event === undefined || events.length > 1 || appended.repeated || before?.length !== appended.revision) return;
    keep(stream, [...before, { ...event, stream, revision: appended.revision, position: appended.position }]);
  };

  return {
    store: {
      get logId() {
        return inner.logId;
      },
      async append(stream, expected, events) {
        // What stood before; until the store has answered, nobody knows what stands there now.
        const before = expected === 'no-stream' ? [] : known.get(stream);
        drop(stream);
        const appended = await inner.append(stream, expected, events).finally(() => drop(stream));
        add(stream, before, events, appended);
        return appended;
      },
      async appendInOrder(appends) {
        const streams = appends.map(({ stream }) => stream);
        const before = appends.map(({ stream, expected }) => (expected === 'no-stream' ? [] : known.get(stream)));
        streams.forEach(drop);
        const results = await inner.appendInOrder(appends).finally(() => streams.forEach(drop));
        for (const [n, result] of results.entries()) {
          const append = appends[n];
          // What stood before the second append to a stream is not known here.
          if (append === undefined || result.status === 'rejected' || streams.indexOf(append.stream) !== streams.lastIndexOf(append.stream))
            continue;
          add(append.stream, before[n], append.events, result.value);
        }
        return results;
      },
      async readStream(stream, from, limit) {
        return (await whole(stream)).slice(from, from + limit);
      },
      readAll: (after, limit) => inner.readAll(after, limit),
      subscribe: (after, signal) => inner.subscribe(after, signal),
      head: () => inner.head(),
      countAfter: (after) => inner.countAfter(after),
    },
    forget(streams) {
      for (const stream of streams) drop(stream);
    },
  };
}
