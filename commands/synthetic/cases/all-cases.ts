// Law: single cases stand on companies that last, in every block that has enough of them; a block that has not goes without.
import { isClearlyGreen, type Employer } from '../companies/employer.js';
import type { Script } from '../market-line.js';
import type { ToldBlock } from '../lives/block.js';
import type { Telling } from '../lives/telling.js';
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
  return [...companyCase(parts), ...recordCases(parts), ...refusedContracts(parts), ...refusedPapers(parts), ...(last - first < PRESENT_DAYS ? [] : presentCases(parts))];
}
