import { dayOf, type IsoDate } from '../../domain/standards/calendar.js';

/** Where a command's instant and decision day come from. `file` is for demo and tests only, and marked in metadata. */
export interface Clock {
  readonly kind: 'wall' | 'file';
  now(): Date;
  /** The decision day in Asia/Riyadh. */
  today(): IsoDate;
}

/** The machine's clock; a fixed day (SIJIL_TODAY) sets the decision day alone. */
export function wallClock(fixedDay?: IsoDate): Clock {
  return { kind: 'wall', now: () => new Date(), today: () => fixedDay ?? dayOf(new Date()) };
}

/** A line's instant in an imported file, as clock of the command it carries. */
export function fileClock(instant: Date): Clock {
  return { kind: 'file', now: () => instant, today: () => dayOf(instant) };
}
