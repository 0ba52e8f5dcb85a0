// Law: a fact takes effect on a day that has come, not before the step it follows, and is reported within a year.
import { refuse, type Refused } from '../ledger/decider.js';
import { rulesBegin } from '../rules/rule-table.js';
import { addDays, latest, type IsoDate } from '../standards/calendar.js';

/** How far back a report may reach. A limit of the ledger, not of the state: counts of older years are closed. */
const latestReportDays = 366;

/** The day a command reports, or why it cannot be that day. */
export type ReportedDay = { readonly kind: 'day'; readonly day: IsoDate } | Refused;

/**
 * The day on which a command's fact takes effect: the one it names, otherwise today. Refused with `<record>.day-…`
 * when that day lies ahead, before the step it follows (`after`), or further back than a report may reach.
 */
export function reportedDay(
  record: 'contract' | 'transfer',
  named: IsoDate | undefined,
  today: IsoDate,
  after: IsoDate | null = null,
): ReportedDay {
  const pointer = '/effectiveOn';
  const day = named ?? today;
  if (day > today) {
    return refuse(`${record}.day-ahead`, 'The day reported has not come yet.', 'Report the fact on its day or later.', { pointer });
  }
  if (after !== null && day < after) {
    return refuse(
      `${record}.day-before-earlier-step`,
      `The day reported lies before the step it follows (${after}).`,
      'Name a day on or after that step.',
      {
        pointer,
      },
    );
  }
  const first = latest(addDays(today, -latestReportDays), rulesBegin);
  if (day < first) {
    return refuse(
      `${record}.reported-too-late`,
      `The day reported lies before ${first}, the first that can still be reported.`,
      'Name a later day.',
      { pointer },
    );
  }
  return { kind: 'day', day };
}
