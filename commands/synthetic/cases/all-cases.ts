// Law: single cases stand on companies that last, in every block that has enough of them; a block that has not goes without, and without what a band gates where none of them is green.
import { hasMediumGreen } from '../population/gates.js';
import type { Script } from '../market-line.js';
import type { ToldBlock } from '../lives/block.js';
import type { Telling } from '../lives/telling.js';
import { workdayOn } from '../population/day.js';
import { visaPlan } from '../visas/visa-plan.js';
import { visaScript } from '../visas/visa-script.js';
import { casePeople, yearOfDay, type CaseParts } from './case-parts.js';
import { companyCase } from './company-case.js';
import { hostsAmong, redAmong } from './hosts.js';
import { presentCases } from './present-cases.js';
import { recordCases } from './record-cases.js';
import { redCases } from './red-cases.js';
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
    return host === undefined || !hasMediumGreen(host.planned, day) ? [] : [visaScript(visaPlan(`${host.key}-visas-${manner}`, host, day, manner, wanted, chance), numbers)];
  });
}

/** The single cases of a block. */
export function caseScripts(block: number, told: ToldBlock, { first, last, chance, numbers }: Telling): readonly Script[] {
  const old = told.lasting.filter(({ planned }) => planned.foundedOn < first - OLD_DAYS);
  const hosts = hostsAmong(old, told.employers, last);
  if (hosts.length === 0) return [];
  const parts: CaseParts = {
    block,
    start: first,
    today: last + 1,
    hosts,
    people: casePeople(block, chance, yearOfDay(first)),
    numbers,
    chance,
  };
  return [...companyCase(parts), ...vainVisas(parts), ...recordCases(parts), ...refusedContracts(parts), ...refusedPapers(parts), ...redCases(parts, redAmong(old, told.employers, hosts)), ...(last - first < PRESENT_DAYS ? [] : presentCases(parts))];
}
