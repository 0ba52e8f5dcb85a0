// Law: a fact takes effect on a day that has come and that its record can still hold; where counts of older years are closed, within a year of its report.
import { rulesBegin } from '../rules/rule-table.js';
import { addDays, latest, type IsoDate } from '../standards/calendar.js';
import { refuse, type Refused } from './decider.js';

/** How far back a report may reach where that is bounded. A limit of the ledger, not of the state. */
const latestReportDays = 366;

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
export function effectiveDay(
  asked: IsoDate | undefined,
  today: IsoDate,
  record: string,
  since: Since,
  pointer = '/effectiveOn',
): EffectiveDay | Refused {
  const day = asked ?? today;
  if (day > today) {
    return refuse(`${record}.effective-in-future`, 'The day of effect lies in the future.', 'Send the command on that day.', { pointer });
  }
  if (since.day !== null && day < since.day) {
    return refuse(
      `${record}.effective-too-early`,
      `The day of effect lies before ${since.what} on ${since.day}.`,
      day === today ? `Send the command from ${since.day} on.` : `Give a day after ${addDays(since.day, -1)}.`,
      { pointer },
    );
  }
  return { kind: 'day', day };
}

/**
 * The day of effect of a step in a record's course: as above, not before the step it follows (`after`), and not further
 * back than a report may reach, nor than the rules do (`<record>.reported-too-late`).
 */
export function reportedDay(
  record: string,
  asked: IsoDate | undefined,
  today: IsoDate,
  after: IsoDate | null = null,
  pointer = '/effectiveOn',
): EffectiveDay | Refused {
  const effective = effectiveDay(asked, today, record, { day: after, what: 'the step it follows' }, pointer);
  if (effective.kind === 'refused') return effective;
  const first = latest(addDays(today, -latestReportDays), rulesBegin);
  if (effective.day >= first) return effective;
  return refuse(
    `${record}.reported-too-late`,
    `The day of effect lies before ${first}, the first that can still be reported.`,
    'Give a later day.',
    { pointer },
  );
}
