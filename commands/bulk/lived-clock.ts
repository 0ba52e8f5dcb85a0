// Law: under a file's clock each line is decided after all that fell due before its instant, and no instant goes back.
import type { NewEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { dayOf, type IsoDate } from '../../domain/standards/calendar.js';
import { fileClock, type Clock } from '../handler/clock.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor, SweepRun } from '../reactions/reactor.js';
import type { Swept, TurnHooks } from './append-turns.js';
import { instantOf } from './begin-import.js';
import type { BulkLine } from './bulk-line.js';

/** Events after which the directory and the reactor's checkpoint are brought up to date, when a day is swept. */
const FOLLOW_EVERY = 500;

/** Riyadh keeps UTC+3 all year: its day begins at 21:00 UTC of the day before. */
const RIYADH_OFFSET = '+03:00';

export interface LivedClock {
  /** The clock of a line, and what its turn must do: first of all, sweep what falls due up to its day. */
  open(line: BulkLine): { readonly clock: Clock; readonly hooks: TurnHooks };
  /** Reacts to and sweeps all that is due, as of the newest instant. */
  finish(): Promise<Position>;
}

export interface LivedClockParts {
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  /** The newest instant in the log before this file; no line lies before it. */
  readonly newest: Date;
  /** Event types whose reactions change what the next line finds: it must see them done. */
  readonly commanding: ReadonlySet<string>;
  /** Runs the sweeps of a day in the order in which they fell due. */
  readonly inOrder: (hooks: TurnHooks) => SweepRun;
  /** Told when a commanding event has been reacted to: commands that are no line's and no sweep's may have been done. */
  readonly reacted: () => void;
}

/** A clock that the file's lines move. */
export function createLivedClock(parts: LivedClockParts): LivedClock {
  const { reactor, book } = parts;
  /** The newest instant among the lines seen, and among the events appended: lines run ahead of their appends. */
  let newest = parts.newest;
  let appended = parts.newest;
  /** Streams of the sweep under way, and events since the directory last followed the log. */
  let written: Set<string> | undefined;
  let reacted = false;
  let behind = 0;

  const follow = async (): Promise<void> => {
    behind = 0;
    await reactor.catchUp(fileClock(appended));
  };
  const followAndTell = async (): Promise<void> => {
    await follow();
    reacted = true;
    parts.reacted();
  };
  const sending: TurnHooks['sending'] = (stream, events) => {
    // The reactor will read them again from the log: the fold comes out the same.
    for (const event of events) book.apply({ ...event, stream });
    appended = latest(appended, recordedAt(events));
    behind += events.length;
    written?.add(stream);
    return events.some((event) => parts.commanding.has(event.type)) ? followAndTell : undefined;
  };
  const sweeps = parts.inOrder({ isDue: () => false, sweep: () => Promise.resolve(new Set<string>()), sending, follow });
  const isDue = (to: IsoDate): boolean => {
    const next = book.nextDay();
    return next !== undefined && next <= to;
  };
  const sweepThrough = async (to: IsoDate): Promise<Swept> => {
    const streams = new Set<string>();
    written = streams;
    reacted = false;
    for (let next = book.nextDay(); next !== undefined && next <= to; next = book.nextDay()) {
      appended = latest(appended, new Date(`${next}T00:00:00.000${RIYADH_OFFSET}`));
      await reactor.sweepRound(fileClock(appended), sweeps);
    }
    written = undefined;
    if (behind >= FOLLOW_EVERY) await follow();
    return reacted ? 'any' : streams;
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

function recordedAt(events: readonly NewEvent[]): Date {
  return new Date(events[0]?.metadata.recordedAt ?? 0);
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
