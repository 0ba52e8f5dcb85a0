// Law: under a file's clock each line is decided after all that fell due before its instant, and no instant goes back.
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import type { Position } from '../../domain/ledger/position.js';
import { dayOf, type IsoDate } from '../../domain/standards/calendar.js';
import { fileClock, type Clock } from '../handler/clock.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor, SweepRun } from '../reactions/reactor.js';
import type { Swept, TurnHooks } from './append-turns.js';
import { instantOf } from './begin-import.js';
import type { BulkLine } from './bulk-line.js';
import { runPatiently } from './patience.js';

/** Events after which the directory and the reactor's checkpoint are brought up to date, when a day is swept. */
const FOLLOW_EVERY = 500;
const PAGE = 500;

/** Riyadh keeps UTC+3 all year: its day begins at 21:00 UTC of the day before. */
const RIYADH_OFFSET = '+03:00';

export interface LivedClock {
  /** The clock of a line, and what its turn must do: first of all, sweep what falls due up to its day. */
  open(line: Pick<BulkLine, 'key' | 'at'>): { readonly clock: Clock; readonly hooks: TurnHooks };
  /** Reacts to and sweeps all that is due, as of the newest instant. */
  finish(): Promise<Position>;
}

export interface LivedClockParts {
  readonly store: EventStore;
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  /** The newest instant in the log before this file; no line lies before it. */
  readonly newest: Date;
  /** Waits until all that was sent is stored: what follows the log must find it there. */
  readonly settled: () => Promise<void>;
  /** Event types whose reactions send commands: the next line must see them done. */
  readonly commanding: ReadonlySet<string>;
  /** Event types after which the next line may find its identifiers elsewhere. */
  readonly rearranging: ReadonlySet<string>;
  /** Runs the sweeps of a day in the order in which they fell due. */
  readonly inOrder: (hooks: TurnHooks) => SweepRun;
  /** Told which streams reactions wrote: commands that are no line's and no sweep's. */
  readonly reacted: (streams: Iterable<string>) => void;
  /** Told once identifiers lead where they do after such an event. */
  readonly rearranged: () => void;
}

/** A clock that the file's lines move. */
export function createLivedClock(parts: LivedClockParts): LivedClock {
  const { reactor, book } = parts;
  /** The newest instant among the lines seen, and among the events appended: lines run ahead of their appends. */
  let newest = parts.newest;
  let appended = parts.newest;
  /** What the sweep under way wrote, and how many events were sent since the directory last followed the log. */
  let written: Set<string> | undefined;
  let rearranged = false;
  let behind = 0;

  const follow = async (): Promise<void> => {
    behind = 0;
    await parts.settled();
    await reactor.catchUp(fileClock(appended));
  };
  /** Has what was just stored reacted to, and learns what that wrote: nobody else writes meanwhile. */
  const react = async (type: string): Promise<Swept> => {
    const streams = new Set<string>();
    await parts.settled();
    let after = await parts.store.head();
    for (let again = true; again; ) {
      await follow();
      const events = await eventsAfter(parts.store, after);
      // The reactor has read up to where they begin.
      for (const event of events) book.apply(event);
      for (const { stream } of events) streams.add(stream);
      after = events.at(-1)?.position ?? after;
      again = events.some((event) => parts.commanding.has(event.type));
    }
    for (const stream of streams) written?.add(stream);
    parts.reacted(streams);
    if (parts.rearranging.has(type)) parts.rearranged();
    rearranged ||= parts.rearranging.has(type);
    return parts.rearranging.has(type) ? 'any' : streams;
  };
  const sending: TurnHooks['sending'] = (stream, events) => {
    // The reactor will read them again from the log: the fold comes out the same.
    for (const event of events) book.apply({ ...event, stream });
    appended = latest(appended, recordedAt(events));
    behind += events.length;
    written?.add(stream);
    const followed = events.find(({ type }) => parts.rearranging.has(type)) ?? events.find(({ type }) => parts.commanding.has(type));
    return followed === undefined ? undefined : () => react(followed.type);
  };
  const sweeps = parts.inOrder({ isDue: () => false, sweep: () => Promise.resolve(new Set<string>()), sending, follow });
  const isDue = (to: IsoDate): boolean => [book.nextDay(), reactor.nextClose()].some((next) => next !== undefined && next <= to);
  /** Closes the week that is over on a day, with all that was lived until then. */
  const closeWeek = async (day: IsoDate): Promise<void> => {
    appended = latest(appended, startOf(day));
    behind = 0;
    await parts.settled();
    const before = await runPatiently(() => parts.store.head());
    let attempts = 0;
    const told = await runPatiently(() => {
      attempts += 1;
      return reactor.closeWeek(day, fileClock(appended));
    });
    // What an attempt wrote before the store went away, the last one does not tell: the log does.
    const again = attempts > 1 ? await runPatiently(() => eventsAfter(parts.store, before)) : [];
    const streams = new Set([...told, ...again.map(({ stream }) => stream)]);
    for (const stream of streams) written?.add(stream);
    parts.reacted(streams);
  };
  const sweepThrough = async (to: IsoDate): Promise<Swept> => {
    const streams = new Set<string>();
    written = streams;
    rearranged = false;
    for (;;) {
      const [due, over] = [book.nextDay(), reactor.nextClose()];
      // A week is closed before anything of the day after it.
      if (over !== undefined && over <= to && (due === undefined || over <= due)) await closeWeek(over);
      else if (due !== undefined && due <= to) {
        appended = latest(appended, startOf(due));
        await reactor.sweepRound(fileClock(appended), sweeps);
      } else break;
    }
    written = undefined;
    if (behind >= FOLLOW_EVERY) await follow();
    return rearranged ? 'any' : streams;
  };

  return {
    open(line) {
      const instant = instantOf(line, newest);
      const lineDay = dayOf(instant);
      newest = instant;
      return { clock: fileClock(instant), hooks: { isDue: () => isDue(lineDay), sweep: () => sweepThrough(lineDay), sending, follow } };
    },
    async finish() {
      await follow();
      await sweepThrough(dayOf(appended));
      return reactor.catchUp(fileClock(appended));
    },
  };
}

/** The log's events behind a position. */
async function eventsAfter(store: EventStore, position: Position): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = position; ; ) {
    const page = await store.readAll(after, PAGE);
    events.push(...page.events);
    if (page.end) return events;
    after = page.next;
  }
}

function recordedAt(events: readonly NewEvent[]): Date {
  return new Date(events[0]?.metadata.recordedAt ?? 0);
}

/** The first instant of a day. */
function startOf(day: IsoDate): Date {
  return new Date(`${day}T00:00:00.000${RIYADH_OFFSET}`);
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
