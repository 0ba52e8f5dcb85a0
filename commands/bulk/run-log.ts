// Law: a run reads at once what it has sent; it is stored behind it, in the order of sending, and nothing that was not sent before it.
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import { readWholeStream, WrongRevision, type Appended, type EventStore, type ExpectedRevision } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { checkAhead } from '../event-store/storable.js';
import { createAppendGroup } from './append-group.js';

/** Streams that are kept; of those with nothing on its way, the one that was not asked for longest is given up. */
const STREAMS = 16_000;
/** Names of streams that are kept, to know which are not there: about 20 MB. */
export const MOST_NAMES = 200_000;

/** An append that was sent. */
export interface Sent {
  /** Revision of its last event. */
  readonly revision: number;
  /** A place before it, as long as its own is not known. */
  readonly behind: Position;
  /** True when these very events stood there already. */
  readonly repeated: boolean;
  /** What the log says of it. Rejects when it could not be stored: nothing that is sent later is stored either. */
  readonly stored: Promise<Appended>;
}

/** A log for a run besides which nobody else writes, but where `forget` is told. */
export interface RunLog {
  /** Streams as they are with all that was sent. Its appends are answered once they are stored. */
  readonly store: EventStore;
  /** Sends an append. Throws WrongRevision where its stream stands elsewhere, RefusedAppend for what no log can hold. */
  send(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Sent>;
  /** Waits until all that was sent is stored; throws when some of it could not be: whatever follows the log must not go on then. */
  settled(): Promise<void>;
  /** Others may have written to these streams, and everything that was sent is stored: they are read again. */
  forget(streams: Iterable<string>): void;
}

/** Where a run begins: the log's end, and all streams that there are, when they are known. */
export interface RunStart {
  readonly head: Position;
  readonly streams: ReadonlySet<string> | undefined;
}

type OwnEvent = RecordedEvent & { position: Position };

/** Makes the log of a run over a store. */
export function openRunLog(inner: EventStore, { head, streams }: RunStart): RunLog {
  const group = createAppendGroup(inner);
  const known = new Map<string, readonly RecordedEvent[]>();
  /** How many appends to a stream are on their way: such streams are kept. */
  const underWay = new Map<string, number>();
  /** Streams with events whose places are not told. */
  const placeless = new Set<string>();
  /** Streams that are there; whatever is not among them needs no asking. Undefined when they are too many to be known. */
  let written = streams === undefined ? undefined : new Set(streams);
  let newest = head;

  const keep = (stream: string, events: readonly RecordedEvent[]): void => {
    known.delete(stream);
    known.set(stream, events);
    if (known.size <= STREAMS) return;
    for (const oldest of known.keys()) {
      if (underWay.has(oldest)) continue;
      known.delete(oldest);
      return;
    }
  };
  const noteWritten = (stream: string): void => {
    written?.add(stream);
    if (written !== undefined && written.size > MOST_NAMES) written = undefined;
  };
  /** Reads under way whose answer may be kept: a `forget` in between takes them out. */
  const loading = new Map<string, symbol>();
  const whole = async (stream: string): Promise<readonly RecordedEvent[]> => {
    const remembered = known.get(stream) ?? (written === undefined || written.has(stream) ? undefined : []);
    if (remembered !== undefined) {
      keep(stream, remembered);
      return remembered;
    }
    const own = Symbol(stream);
    loading.set(stream, own);
    try {
      const events = await readWholeStream(inner, stream);
      // What was sent meanwhile was sent on top of what another reader found.
      const found = known.get(stream) ?? events;
      if (loading.get(stream) === own) keep(stream, found);
      return found;
    } finally {
      if (loading.get(stream) === own) loading.delete(stream);
    }
  };
  const drop = (stream: string): void => {
    known.delete(stream);
    loading.delete(stream);
  };

  /** Notes what became of an append: the events that are kept get their place. */
  const stored = (stream: string, events: readonly OwnEvent[], appended: Appended): void => {
    newest = appended.position;
    const left = (underWay.get(stream) ?? 1) - 1;
    if (left > 0) underWay.set(stream, left);
    else underWay.delete(stream);
    const last = events.at(-1);
    if (last !== undefined) last.position = appended.position;
    // Of several events only the last one's place is told: they are read again once nothing more is on its way.
    if (events.length > 1) placeless.add(stream);
    if (left === 0 && placeless.delete(stream)) drop(stream);
  };
  const send: RunLog['send'] = async (stream, expected, events) => {
    await group.room();
    const { bytes } = checkAhead(stream, expected, events);
    const before = known.get(stream) ?? (await whole(stream));
    const first = expected === 'no-stream' ? 0 : expected + 1;
    const standing = before.slice(first, first + events.length);
    if (standing.length === events.length && standing.every(({ id }, n) => id === events[n]?.id)) {
      const last = standing.at(-1)?.position ?? newest;
      const appended = { revision: first + events.length - 1, position: last, repeated: true };
      return { revision: appended.revision, behind: last, repeated: true, stored: Promise.resolve(appended) };
    }
    if (before.length !== first) throw new WrongRevision(stream, expected, before.length - 1);
    const own = events.map((event, n): OwnEvent => ({ ...event, stream, revision: first + n, position: newest }));
    keep(stream, [...before, ...own]);
    noteWritten(stream);
    underWay.set(stream, (underWay.get(stream) ?? 0) + 1);
    const answer = group.add({ stream, expected, events }, bytes).then((appended) => {
      stored(stream, own, appended);
      return appended;
    });
    answer.catch(() => undefined);
    return { revision: first + events.length - 1, behind: newest, repeated: false, stored: answer };
  };

  return {
    send,
    settled: () => group.settled(),
    store: {
      get logId() {
        return inner.logId;
      },
      async append(stream, expected, events) {
        return (await send(stream, expected, events)).stored;
      },
      async appendInOrder(appends) {
        await group.settled();
        const results = await inner.appendInOrder(appends);
        for (const { stream } of appends) {
          drop(stream);
          noteWritten(stream);
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
    forget(others) {
      for (const stream of others) {
        drop(stream);
        noteWritten(stream);
      }
    },
  };
}
