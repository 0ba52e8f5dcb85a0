// Law: under a file's clock each line is decided after all that fell due before its instant, and no instant goes back.
import { Problem } from '../../domain/access/problem.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import type { Position } from '../../domain/ledger/position.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import { dayOf } from '../../domain/standards/calendar.js';
import { fileClock, type Clock } from '../handler/clock.js';
import type { DeadlineBook } from '../reactions/deadline-book.js';
import type { Reactor } from '../reactions/reactor.js';
import type { BulkLine } from './bulk-line.js';
import type { KeyScheduler } from './key-scheduler.js';

/** Riyadh keeps UTC+3 all year: its day begins at 21:00 UTC of the day before. */
const RIYADH_OFFSET = '+03:00';

export interface LivedClock {
  /** The clock of a line; sweeps first what falls due up to its day. */
  before(line: BulkLine, scheduler: KeyScheduler): Promise<Clock>;
  /** Sees a line's events as they are sent; a promise when something must follow before the next line appends. */
  afterIssue(stream: string, events: readonly NewEvent[], stored: Promise<unknown>): Promise<void> | undefined;
  /** Reacts to and sweeps all that is left, as of the newest instant. */
  finish(): Promise<Position>;
}

export interface LivedClockParts {
  readonly reactor: Reactor;
  readonly book: DeadlineBook;
  /** The newest instant in the log before this file; lines may not begin before it. */
  readonly newest: Date;
  /** Event types whose reactions send commands: what follows must see them done. */
  readonly commanding: ReadonlySet<string>;
}

/** A clock that the file's lines move. */
export function createLivedClock(parts: LivedClockParts): LivedClock {
  const { reactor, book } = parts;
  /** The newest instant among the lines seen, and among the events appended: lines run ahead of their appends. */
  let newest = parts.newest;
  let appended = parts.newest;
  let day: IsoDate | undefined;

  const sweepThrough = async (to: IsoDate): Promise<void> => {
    await reactor.catchUp(fileClock(appended));
    for (let next = book.nextDay(); next !== undefined && next <= to; next = book.nextDay()) {
      appended = latest(appended, new Date(`${next}T00:00:00.000${RIYADH_OFFSET}`));
      await reactor.sweep(fileClock(appended));
    }
  };

  return {
    async before(line, scheduler) {
      if (line.at === undefined) {
        throw new Problem(400, 'line-without-instant', `The line ${line.key} has no instant (at), which --clock=file needs.`);
      }
      const instant = new Date(line.at);
      const lineDay = dayOf(instant);
      if (lineDay !== day) {
        const due = book.nextDay();
        if (due !== undefined && due <= lineDay) {
          await scheduler.drain();
          await sweepThrough(lineDay);
        }
        day = lineDay;
      }
      if (instant < newest) {
        throw new Problem(400, 'clock-went-back', `The line ${line.key} is of ${line.at}, before ${newest.toISOString()}.`);
      }
      newest = instant;
      return fileClock(instant);
    },
    afterIssue(stream, events, stored) {
      const today = day;
      appended = latest(appended, new Date(events[0]?.metadata.recordedAt ?? 0));
      const late = today !== undefined && setsPastDeadline(stream, events, today);
      if (!late && !events.some((event) => parts.commanding.has(event.type))) return undefined;
      return stored.then(() => (today === undefined ? undefined : sweepThrough(today)));
    },
    async finish() {
      if (day !== undefined) await sweepThrough(day);
      return reactor.catchUp(fileClock(appended));
    },
  };

  function setsPastDeadline(stream: string, events: readonly NewEvent[], today: IsoDate): boolean {
    // The reactor will read them again from the log: the fold comes out the same.
    for (const event of events) book.apply({ ...event, stream });
    const next = book.nextDay();
    return next !== undefined && next <= today;
  }
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
