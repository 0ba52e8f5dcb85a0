// Law: single cases stand on companies that last, in every block that has enough of them; a block that has not goes without.
import { isClearlyGreen, type Employer } from '../companies/employer.js';
import type { Script } from '../market-line.js';
import type { ToldBlock } from '../lives/block.js';
import type { Telling } from '../lives/telling.js';
import { workdayOn } from '../population/day.js';
import { visaPlan } from '../visas/visa-plan.js';
import { visaScript } from '../visas/visa-script.js';
import { HOSTS, casePeople, yearOfDay, type CaseParts } from './case-parts.js';
import { companyCase } from './company-case.js';
import { presentCases } from './present-cases.js';
import { recordCases } from './record-cases.js';
import { refusedContracts } from './refused-contracts.js';
import { refusedPapers } from './refused-papers.js';

/** Days before the history by which a host was founded: it is in no establishment phase. */
const OLD_DAYS = 400;

/** Days of history before which nothing can have begun that waits for somebody at its end. */
const PRESENT_DAYS = 540;

/** First day, after the first of the history, on which somebody could have entered on a request that comes to nothing; and days to the next. */
const VAIN_AFTER_DAYS = 280;
const VAIN_EVERY_DAYS = 20;

/** One request of each manner of coming to nothing. */
function vainVisas({ hosts, start, chance, numbers }: CaseParts): readonly Script[] {
  const wanted = [{ nationality: 'IND', occupation: '711201', sex: 'male', used: 0 }] as const;
  return (['rejected', 'bill-lapsed', 'bill-cancelled'] as const).flatMap((manner, n) => {
    const host = hosts[n];
    const day = workdayOn(start + VAIN_AFTER_DAYS + n * VAIN_EVERY_DAYS);
    return host === undefined ? [] : [visaScript(visaPlan(`${host.key}-visas-${manner}`, host, day, manner, wanted, chance), numbers)];
  });
}

/** Who may do everything first, then the greater. */
function byUse(a: Employer, b: Employer): number {
  return Number(isClearlyGreen(b)) - Number(isClearlyGreen(a)) || b.planned.posts.length - a.planned.posts.length;
}

/** The single cases of a block. */
export function caseScripts(block: number, told: ToldBlock, { first, last, chance, numbers }: Telling): readonly Script[] {
  const hosts = told.lasting.filter(({ planned }) => planned.foundedOn < first - OLD_DAYS).sort(byUse);
  if (hosts.length < HOSTS) return [];
  const parts: CaseParts = {
    block,
    start: first,
    today: last + 1,
    hosts,
    people: casePeople(block, chance, yearOfDay(first)),
    numbers,
    chance,
  };
  return [...companyCase(parts), ...vainVisas(parts), ...recordCases(parts), ...refusedContracts(parts), ...refusedPapers(parts), ...(last - first < PRESENT_DAYS ? [] : presentCases(parts))];
}
