import { change, madeBy, make, workdayAfter, type LineName, type MarketLine } from '../market-line.js';
import { recordOf } from '../people/person.js';
import type { Day } from '../population/market.js';
import type { Chance } from '../seeded-random.js';
import { placeOf, raised, type Job, type JobTerms } from './job.js';

/** How an offer comes to its answer. */
export type Manner =
  | 'accepted'
  | 'change-asked'
  | 'revised-before-sending'
  | 'rejected-then-accepted'
  | 'lapsed-then-accepted'
  | 'withdrawn-then-accepted'
  | 'rejected'
  | 'lapsed';

/** Days that an offer may take from its first draft to its acceptance. */
export const daysOfManner: Readonly<Record<Manner, number>> = {
  accepted: 9,
  'change-asked': 20,
  'revised-before-sending': 12,
  'rejected-then-accepted': 34,
  'lapsed-then-accepted': 28,
  'withdrawn-then-accepted': 32,
  rejected: 8,
  lapsed: 8,
};

/** The lines of an offer, and the contract it leads to; null when nobody agreed. */
export interface Offer {
  readonly lines: readonly MarketLine[];
  readonly agreed: Agreed | null;
}

/** A contract that the employee accepted. */
export interface Agreed {
  /** Key of the line that drafted it. */
  readonly contract: string;
  readonly record: LineName;
  readonly acceptedOn: Day;
  readonly terms: JobTerms;
}

/** What is drafted: the employer, the person, the place and the terms. */
export type Offered = Pick<Job, 'key' | 'employer' | 'person' | 'establishment' | 'terms'>;

/** Offers the job from a day on, in some manner. */
export function offerLines(job: Offered, day: Day, manner: Manner, chance: Chance): Offer {
  const first = `${job.key}-a`;
  const second = `${job.key}-b`;
  switch (manner) {
    case 'accepted':
      return accepted(job, first, day, chance);
    case 'revised-before-sending': {
      // What was written down first was less.
      const draft = drafted({ ...job, terms: raised(job.terms, -4) }, first, day);
      const revised = change(workdayAfter(day, 1), `${first}-revision`, 'ReviseContract', madeBy(first), { terms: job.terms });
      return answered(job, first, [draft, revised], revised.day, chance);
    }
    case 'change-asked': {
      const draft = drafted({ ...job, terms: raised(job.terms, -8) }, first, day);
      const sent = change(day, `${first}-sent`, 'SendContract', madeBy(first));
      const asked = change(workdayAfter(day, chance.whole(1, 4)), `${first}-change`, 'AskForChange', madeBy(first), { parts: ['wage'] });
      const revised = change(workdayAfter(asked.day, 1), `${first}-revision`, 'ReviseContract', madeBy(first), { terms: job.terms });
      return answered(job, first, [draft, sent, asked, revised], revised.day, chance, '-again');
    }
    case 'rejected-then-accepted':
      return followed(rejected(job, first, day, chance), (from) => accepted(job, second, from, chance));
    case 'lapsed-then-accepted':
      return followed(unanswered(job, first, day), (from) => accepted(job, second, from, chance));
    case 'withdrawn-then-accepted':
      return followed(withdrawn(job, first, day, chance), (from) => accepted(job, second, from, chance));
    case 'rejected':
      return { lines: rejected(job, first, day, chance), agreed: null };
    case 'lapsed':
      return { lines: unanswered(job, first, day), agreed: null };
  }
}

/** The draft of a contract. */
export function drafted({ employer, person, terms, ...job }: Offered, key: string, day: Day, expect?: string): MarketLine {
  const data = { companyId: employer.record, establishmentId: placeOf({ employer, ...job }), employeeId: recordOf(person), terms };
  return make(day, key, 'DraftContract', data, expect);
}

function accepted(job: Offered, key: string, day: Day, chance: Chance): Offer {
  return answered(job, key, [drafted(job, key, day)], day, chance);
}

/** Sends the draft as it stands and has it accepted within the days for it. */
function answered({ terms }: Offered, key: string, before: readonly MarketLine[], sentOn: Day, chance: Chance, again = ''): Offer {
  const record = madeBy(key);
  const acceptedOn = workdayAfter(sentOn, chance.whole(0, 4));
  const sent = change(sentOn, `${key}-sent${again}`, 'SendContract', record);
  return { lines: [...before, sent, change(acceptedOn, `${key}-accepted`, 'AcceptContract', record)], agreed: { contract: key, record, acceptedOn, terms } };
}

function rejected(job: Offered, key: string, day: Day, chance: Chance): readonly MarketLine[] {
  const reason = chance.pick(['terms-not-agreed', 'wage-differs', 'other-offer-taken', 'no-reason-given']);
  return [
    drafted(job, key, day),
    change(day, `${key}-sent`, 'SendContract', madeBy(key)),
    change(workdayAfter(day, chance.whole(1, 4)), `${key}-rejected`, 'RejectContract', madeBy(key), { reason }),
  ];
}

/** Sent, and nobody answers: the clock lets it lapse. */
function unanswered(job: Offered, key: string, day: Day): readonly MarketLine[] {
  return [drafted(job, key, day), change(day, `${key}-sent`, 'SendContract', madeBy(key))];
}

function withdrawn(job: Offered, key: string, day: Day, chance: Chance): readonly MarketLine[] {
  const sent = chance.yes(60) ? [change(day, `${key}-sent`, 'SendContract', madeBy(key))] : [];
  return [drafted(job, key, day), ...sent, change(workdayAfter(day, 2), `${key}-withdrawn`, 'WithdrawContract', madeBy(key))];
}

/** A second try two weeks after the first began: by then an unanswered one has lapsed. */
function followed(failed: readonly MarketLine[], retry: (from: Day) => Offer): Offer {
  const last = failed.at(-1);
  if (last === undefined) throw new RangeError('an offer has at least a draft');
  const next = retry(workdayAfter(last.day, 14));
  return { lines: [...failed, ...next.lines], agreed: next.agreed };
}
