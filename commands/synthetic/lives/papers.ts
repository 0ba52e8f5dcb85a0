import { isSaudi } from '../../../domain/standards/nationality.js';
import { placeOf, type Job } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import { permitScript, type PermitManner, type PermitScript } from '../jobs/permit-script.js';
import { firstIqama, iqamaRenewals } from '../jobs/residence-script.js';
import { nobody, script, workdayAfter, type Script } from '../market-line.js';
import type { Day } from '../population/market.js';
import { occurs } from '../tally/fact.js';
import type { DatedEntry } from './arrivals.js';
import type { BecomesKnown } from './becomes-known.js';
import { lastDayOf, type Lives } from './lives.js';
import type { Held, Telling } from './telling.js';

/** The permit of a job; null where there is no time for one. */
export function permitOf(job: Job, agreed: Agreed, entry: DatedEntry | null, until: Day | null, telling: Telling): PermitScript | null {
  const { chance, cards, numbers, last, twoYearPercent } = telling;
  const manner: PermitManner = entry === null && job.course !== 'transferred' ? cards.permit() : 'ordinary';
  const told = permitScript(
    {
      key: `permit-${job.key}`,
      person: job.person,
      employer: job.employer,
      establishment: placeOf(job),
      contract: agreed.record,
      occupation: job.terms.occupation,
      months: chance.yes(twoYearPercent) ? 24 : 12,
      from: workdayAfter(agreed.acceptedOn, chance.whole(1, 6)),
      arrivedOn: entry?.entersOn ?? null,
      until,
      last,
      manner,
    },
    chance,
    numbers,
  );
  if (told === null || manner === 'ordinary') return told;
  const on = manner === 'renewed-late' ? told.lines.find(({ command }) => command === 'RenewWorkPermit')?.day : told.issuedOn;
  return on === undefined ? told : { ...told, facts: [...told.facts, occurs(`permits: ${manner}`, on)] };
}

/** Iqamas of somebody who is no citizen, from the first on, for as long as he works in the market. */
export function residenceOf(lives: Lives, held: Held, begins: BecomesKnown | null, permit: PermitScript | null, { chance, last, twoYearPercent }: Telling): readonly Script[] {
  const { person } = held.tenure;
  if (begins === null || isSaudi(person.nationality)) return [];
  const span = { until: lastDayOf(lives.posts, held), last };
  const months = chance.yes(twoYearPercent) ? 24 : 12;
  if (begins.iqamaTo !== null) return [script(nobody, iqamaRenewals(person, begins.iqamaTo, span, months, chance))];
  // Without a permit there is no iqama.
  if (permit === null) return [];
  const first = firstIqama(person, workdayAfter(permit.issuedOn, chance.whole(1, 8)));
  return [script(nobody, [first.line, ...iqamaRenewals(person, first.expiresOn, span, months, chance)])];
}
