import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import { clearOfSuspension } from '../companies/employer.js';
import { raised, type Job } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import type { PermitScript } from '../jobs/permit-script.js';
import { madeBy, script, workdayAfter, type Script } from '../market-line.js';
import { hasLowGreen } from '../population/gates.js';
import { occurs } from '../tally/fact.js';
import { partiesOfTransfer, termsFrom, transferLines, type TransferManner } from '../transfers/transfer-script.js';
import type { Lives } from './lives.js';

/** Days of the request before which no other contract may begin. */
const AHEAD_DAYS = 21;
/** Days that the longest of them takes, silence included. */
const LONGEST_DAYS = 30;
const asksEmployer: ReadonlySet<TransferManner> = new Set<TransferManner>(['employer-rejects', 'employer-silent']);

/** Another employer asks for somebody who stays, and nothing comes of it; undefined where nobody asks. */
export function vainTransfer({ telling, receivers }: Lives, job: Job, agreed: Agreed, permit: PermitScript | null): readonly Script[] | undefined {
  const { chance, cards } = telling;
  if (isSaudi(job.person.nationality) || isGcc(job.person.nationality) || job.course !== 'stays' || receivers.length < 2) return undefined;
  const manner = cards.vainTransfer();
  if (manner === null) return undefined;
  const drawn = chance.pick(receivers);
  const to = drawn.key === job.employer.key ? receivers.find(({ key }) => key !== job.employer.key) : drawn;
  // Within the first year the current employer is asked.
  const day = workdayAfter(Math.max(job.from, agreed.acceptedOn), chance.whole(120, 290));
  if (to === undefined || day < to.actsFrom || day + LONGEST_DAYS > job.from + 360) return undefined;
  if (clearOfSuspension(to, day, LONGEST_DAYS) !== day) return undefined;
  // Who may be RED is perhaps not asked.
  if (asksEmployer.has(manner) && !hasLowGreen(job.employer.planned, day + LONGEST_DAYS)) return undefined;
  const place = to.establishments[0];
  if (place === undefined) return undefined;
  const plan = {
    key: `${job.key}-asked`,
    job,
    contract: agreed.record,
    permit: permit !== null && permit.issuedOn < day ? madeBy(permit.permit) : null,
    to,
    place,
    terms: termsFrom(raised(agreed.terms, chance.whole(6, 20)), workdayAfter(day, AHEAD_DAYS), 24),
    earlierTransfers: 0,
  };
  return [script(partiesOfTransfer(plan), transferLines(plan, day, manner, chance), [occurs(`transfers: ${manner}`, day)])];
}
