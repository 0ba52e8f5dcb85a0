import type { IsoDate } from '../../../domain/standards/calendar.js';
import { change, madeBy, make, workdayAfter, type MarketLine, type Script } from '../market-line.js';
import type { Chance } from '../seeded-random.js';
import { raised, type Job, type JobTerms } from './job.js';

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

/** The script of an offer, and the contract it leads to; null when nobody agreed. */
export interface Offer {
  readonly script: Script;
  readonly agreed: Agreed | null;
}

/** A contract that the employee accepted. */
export interface Agreed {
  /** Key of the line that drafted it. */
  readonly contract: string;
  readonly acceptedOn: IsoDate;
  readonly terms: JobTerms;
}

/** Offers the job, in some manner. */
export function offerScript(job: Job, manner: Manner, chance: Chance): Offer {
  const first = `${job.key}-a`;
  const second = `${job.key}-b`;
  const day = job.draftedOn;
  switch (manner) {
    case 'accepted':
      return accepted(job, first, day, chance);
    case 'revised-before-sending': {
      const draft = drafted(job, first, day);
      const terms = raised(draft.terms, 4);
      const revised = change(workdayAfter(day, 1), `${first}-revision`, 'ReviseContract', madeBy(first), { terms });
      return answered(first, [draft.line, revised], revised.day, terms, chance);
    }
    case 'change-asked': {
      const draft = drafted(job, first, day);
      const sent = change(day, `${first}-sent`, 'SendContract', madeBy(first));
      const asked = change(workdayAfter(day, chance.whole(1, 4)), `${first}-change`, 'AskForChange', madeBy(first), { parts: ['wage'] });
      const terms = raised(draft.terms, 8);
      const revised = change(workdayAfter(asked.day, 1), `${first}-revision`, 'ReviseContract', madeBy(first), { terms });
      return answered(first, [draft.line, sent, asked, revised], revised.day, terms, chance, '-again');
    }
    case 'rejected-then-accepted':
      return followed(rejected(job, first, day, chance), (from) => accepted(job, second, from, chance));
    case 'lapsed-then-accepted':
      return followed(unanswered(job, first, day), (from) => accepted(job, second, from, chance));
    case 'withdrawn-then-accepted':
      return followed(withdrawn(job, first, day, chance), (from) => accepted(job, second, from, chance));
    case 'rejected':
      return { script: rejected(job, first, day, chance), agreed: null };
    case 'lapsed':
      return { script: unanswered(job, first, day), agreed: null };
  }
}

/** The draft of a job's contract; work begins some two weeks later. */
export function drafted(job: Job, key: string, day: IsoDate): { readonly line: MarketLine; readonly terms: JobTerms } {
  const terms = job.termsFrom(workdayAfter(day, 16));
  const data = { companyId: madeBy(job.company.key), establishmentId: job.establishment, employeeId: madeBy(job.person.key), terms };
  return { line: make(day, key, 'DraftContract', data), terms };
}

function accepted(job: Job, key: string, day: IsoDate, chance: Chance): Offer {
  const { line, terms } = drafted(job, key, day);
  return answered(key, [line], day, terms, chance);
}

/** Sends the draft as it stands and has it accepted within the days for it. */
function answered(key: string, before: Script, sentOn: IsoDate, terms: JobTerms, chance: Chance, again = ''): Offer {
  const sent = change(sentOn, `${key}-sent${again}`, 'SendContract', madeBy(key));
  const acceptedOn = workdayAfter(sentOn, chance.whole(0, 5));
  const acceptance = change(acceptedOn, `${key}-accepted`, 'AcceptContract', madeBy(key));
  return { script: [...before, sent, acceptance], agreed: { contract: key, acceptedOn, terms } };
}

function rejected(job: Job, key: string, day: IsoDate, chance: Chance): Script {
  const reason = chance.pick(['terms-not-agreed', 'wage-differs', 'other-offer-taken', 'no-reason-given']);
  return [
    drafted(job, key, day).line,
    change(day, `${key}-sent`, 'SendContract', madeBy(key)),
    change(workdayAfter(day, chance.whole(1, 4)), `${key}-rejected`, 'RejectContract', madeBy(key), { reason }),
  ];
}

/** Sent, and nobody answers: the clock lets it lapse. */
function unanswered(job: Job, key: string, day: IsoDate): Script {
  return [drafted(job, key, day).line, change(day, `${key}-sent`, 'SendContract', madeBy(key))];
}

function withdrawn(job: Job, key: string, day: IsoDate, chance: Chance): Script {
  const sent = chance.yes(60) ? [change(day, `${key}-sent`, 'SendContract', madeBy(key))] : [];
  return [drafted(job, key, day).line, ...sent, change(workdayAfter(day, 2), `${key}-withdrawn`, 'WithdrawContract', madeBy(key))];
}

/** A second try two weeks after the first began: by then an unanswered one has lapsed. */
function followed(failed: Script, retry: (from: IsoDate) => Offer): Offer {
  const last = failed.at(-1);
  if (last === undefined) throw new RangeError('an offer has at least a draft');
  const next = retry(workdayAfter(last.day, 14));
  return { script: [...failed, ...next.script], agreed: next.agreed };
}
