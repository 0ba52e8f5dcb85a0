// Law: under a file's clock each line is decided after all that fell due before its instant, and no instant goes back.
import type { NewEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import { dayOf, type IsoDate } from '../../domain/standards/calendar.js';
import { fileClock, type Clock } from '../handler/clock.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor, SweepRun } from '../reactions/reactor.js';
import type { TurnHooks } from './append-turns.js';
import { instantOf } from './begin-import.js';
import type { BulkLine } from './bulk-line.js';
import type { KeyScheduler } from './key-scheduler.js';

/** Riyadh keeps UTC+3 all year: its day begins at 21:00 UTC of the day before. */
const RIYADH_OFFSET = '+03:00';

export interface LivedClock {
  /** The clock of a line, and what its turn must do; sweeps first what is known to fall due up to its day. */
  open(line: BulkLine, scheduler: KeyScheduler): Promise<{ readonly clock: Clock; readonly hooks: TurnHooks }>;
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
}

/** A clock that the file's lines move. */
export function createLivedClock(parts: LivedClockParts): LivedClock {
  const { reactor, book } = parts;
  /** The newest instant among the lines seen, and among the events appended: lines run ahead of their appends. */
  let newest = parts.newest;
  let appended = parts.newest;
  let day: IsoDate | undefined;

  const follow = async (): Promise<void> => void (await reactor.catchUp(fileClock(appended)));
  const sending: TurnHooks['sending'] = (stream, events) => {
    // The reactor will read them again from the log: the fold comes out the same.
    for (const event of events) book.apply({ ...event, stream });
    appended = latest(appended, recordedAt(events));
    return events.some((event) => parts.commanding.has(event.type)) ? follow : undefined;
  };
  const sweeps = parts.inOrder({ isDue: () => false, sweep: () => Promise.resolve(), sending, follow });
  const isDue = (to: IsoDate): boolean => {
    const next = book.nextDay();
    return next !== undefined && next <= to;
  };
  const sweepThrough = async (to: IsoDate): Promise<void> => {
    await follow();
    for (let next = book.nextDay(); next !== undefined && next <= to; next = book.nextDay()) {
      appended = latest(appended, new Date(`${next}T00:00:00.000${RIYADH_OFFSET}`));
      await reactor.sweep(fileClock(appended), sweeps);
    }
  };

  return {
    async open(line, scheduler) {
      const instant = instantOf(line, newest);
      const lineDay = dayOf(instant);
      if (lineDay !== day) {
        // Lines beyond the day would only be decided again after it: none is begun before its sweeps.
        if (isDue(lineDay)) {
          await scheduler.drain();
          await sweepThrough(lineDay);
        }
        day = lineDay;
      }
      newest = instant;
      // A line before this one may still set a deadline that lies in the past.
      return { clock: fileClock(instant), hooks: { isDue: () => isDue(lineDay), sweep: () => sweepThrough(lineDay), sending, follow } };
    },
    async finish() {
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
