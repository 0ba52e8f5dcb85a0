// Law: a fact takes effect on the day of the decision or on an earlier day that its record can still hold; never on a day to come.
import { addDays, type IsoDate } from '../standards/calendar.js';
import { refuse, type Refused } from './decider.js';

/** The day before which the record can hold no such fact, and what happened on it, for the refusal: `the registration`. */
export interface Since {
  readonly day: IsoDate | null;
  readonly what: string;
}

export interface EffectiveDay {
  readonly kind: 'day';
  readonly day: IsoDate;
}

/**
 * The day on which a fact takes effect: the day asked for, else today. Refused with `<record>.effective-in-future`,
 * or with `<record>.effective-too-early` before the day that bounds it. A late report has no other limit.
 */
export function effectiveDay(asked: IsoDate | undefined, today: IsoDate, record: string, since: Since): EffectiveDay | Refused {
  const day = asked ?? today;
  if (day > today) {
    return refuse(`${record}.effective-in-future`, 'The day of effect lies in the future.', 'Send the command on that day.', {
      pointer: '/effectiveOn',
    });
  }
  if (since.day !== null && day < since.day) {
    return refuse(
      `${record}.effective-too-early`,
      `The day of effect lies before ${since.what} on ${since.day}.`,
      day === today ? `Send the command from ${since.day} on.` : `Give a day after ${addDays(since.day, -1)}.`,
      { pointer: '/effectiveOn' },
    );
  }
  return { kind: 'day', day };
}
