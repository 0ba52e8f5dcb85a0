// Law: the demo is a function of its day and seed, to the byte; it tells lives as commands and leaves to the ledger what follows from them.
import { addDays, addMonths, type IsoDate } from '../../domain/standards/calendar.js';
import type { CaseParts } from './cases/case-parts.js';
import { presentCases } from './cases/present-cases.js';
import { recordCases } from './cases/record-cases.js';
import { refusedContracts } from './cases/refused-contracts.js';
import { refusedPapers } from './cases/refused-papers.js';
import { agentScripts, representativeScripts, type Agent } from './companies/authorised-people.js';
import { activityScript, companyScript } from './companies/company-script.js';
import { planCompanies, type PlannedCompany } from './companies/planned-company.js';
import { drawPost, hireScripts, hiringDay, type HiringParts } from './jobs/hiring.js';
import type { Course } from './jobs/job.js';
import type { Manner } from './jobs/offer-script.js';
import type { PermitManner } from './jobs/permit-script.js';
import type { Script } from './market-line.js';
import { residentNationalities } from './people/nationalities.js';
import { personMaker, type PersonMaker } from './people/person.js';
import { chanceOf } from './seeded-random.js';
import { syntheticNumbers } from './synthetic-numbers.js';
import type { TransferManner } from './transfers/transfer-script.js';
import { entryDay, planVisas, type VisaManner } from './visas/visa-plan.js';
import { visaScript } from './visas/visa-script.js';
import { spokenFor } from './spoken-for.js';
import { happenedBefore, writeLines } from './write-lines.js';

/** Years of history before the present. */
const HISTORY_MONTHS = 36;

export interface DemoOptions {
  /** The market's present: the last line is of the day before. */
  readonly today: IsoDate;
  readonly seed: number;
}

/**
 * The commands of a scripted market of some twenty companies and five hundred people over three years, as NDJSON
 * lines in order of instant, each with what it expects.
 */
export function* demoMarket({ today, seed }: DemoOptions): Generator<string> {
  yield* writeLines(happenedBefore(marketScripts(today, seed), today));
}

function marketScripts(today: IsoDate, seed: number): readonly Script[] {
  const start = addMonths(today, -HISTORY_MONTHS);
  const numbers = syntheticNumbers();
  const people = personMaker(chanceOf(seed, 'people'), numbers, Number(start.slice(0, 4)));
  const companies = planCompanies(start, today, chanceOf(seed, 'companies'), numbers, people);
  const lasting = companies.filter((company) => company.closesOn === null && company.suspension === null && company.cast.foundedInMonth === undefined);
  const hiring: HiringParts = { today, start, chance: chanceOf(seed, 'hiring'), numbers, cards: decks(seed), receivers: lasting };
  const parts: CaseParts = { start, today, companies, people, numbers, chance: chanceOf(seed, 'cases') };
  const agents = agentsOf(companies, hiring, people);
  const vainVisas = chanceOf(seed, 'vain visas').deck<VisaManner>(['rejected', 'bill-lapsed', 'bill-cancelled']);
  const retail = companies[3];
  const scripts = [
    ...companies.flatMap(companyScript),
    ...representativeScripts(companies),
    ...(retail?.branches[0] === undefined ? [] : [activityScript(retail, retail.branches[0], start)]),
    ...agents.flatMap(({ scripts }) => scripts),
    ...agentScripts(
      agents.map(({ agent }) => agent),
      companies,
    ),
    ...companies.flatMap((company) => arrivalScripts(company, hiring, people, vainVisas)),
    ...companies.flatMap((company) => localScripts(company, hiring, people)),
    ...recordCases(parts),
    ...refusedContracts(parts),
    ...refusedPapers(parts),
    ...presentCases(parts),
  ];
  return spokenFor(scripts, companies);
}

/** What becomes of people and papers, dealt so that every case occurs. */
function decks(seed: number): HiringParts['cards'] {
  const chance = chanceOf(seed, 'decks');
  const deck = <T extends string>(cards: Partial<Readonly<Record<T, number>>>): (() => T) =>
    chance.deck(Object.entries(cards).flatMap(([card, times]) => Array.from({ length: Number(times) }, () => card as T)));
  return {
    citizenCourse: deck<Course>({
      stays: 13,
      amended: 4,
      'amendment-declined': 1,
      'amendment-lapsed': 1,
      renewed: 3,
      resigns: 2,
      'resigns-unanswered': 1,
      'resigns-deferred': 1,
      'resignation-withdrawn': 1,
      'notice-by-employee': 3,
      'notice-by-employer': 2,
      'not-renewed': 1,
      expires: 2,
      terminated: 4,
    }),
    residentCourse: deck<Course>({
      stays: 18,
      amended: 3,
      'amendment-declined': 1,
      'amendment-lapsed': 1,
      renewed: 3,
      resigns: 2,
      'resigns-unanswered': 1,
      'resignation-withdrawn': 1,
      'not-renewed': 1,
      expires: 3,
      terminated: 3,
      transferred: 6,
    }),
    manner: deck<Manner>({
      accepted: 30,
      'change-asked': 3,
      'revised-before-sending': 2,
      'rejected-then-accepted': 1,
      'lapsed-then-accepted': 2,
      'withdrawn-then-accepted': 1,
      rejected: 1,
      lapsed: 1,
    }),
    permitManner: deck<PermitManner>({
      ordinary: 30,
      'rejected-then-issued': 1,
      'rejected-after-payment-then-issued': 1,
      'bill-cancelled-then-issued': 1,
      'bill-lapsed-then-issued': 1,
      'renewed-late': 3,
      'not-renewed': 3,
    }),
    transferManner: deck<TransferManner>({
      'after-a-year': 4,
      consented: 2,
      'consented-without-notice': 1,
      'employer-rejects': 1,
      'employer-silent': 1,
      'employee-rejects': 1,
      'employee-silent': 1,
      'cancelled-by-employee': 1,
      'cancelled-by-new-employer': 1,
      'completed-too-early': 1,
    }),
  };
}

/** Four employees who act for several companies. */
function agentsOf(
  companies: readonly PlannedCompany[],
  hiring: HiringParts,
  people: PersonMaker,
): readonly { readonly agent: Agent; readonly scripts: readonly Script[] }[] {
  const served: readonly (readonly [companies: readonly number[], scopes: readonly string[]])[] = [
    [[0, 1, 2, 5], ['everything']],
    [[3, 7, 10, 11], ['contracts', 'transfers']],
    [[4, 6, 9, 0, 12], ['work-permits', 'visas', 'payments']],
    [[8, 15, 13], ['reading']],
  ];
  return served.flatMap(([indexes, scopes], n) => {
    const company = companies[indexes[0] ?? 0];
    if (company === undefined) return [];
    const person = people.citizen(n % 2 === 0 ? 'male' : 'female');
    const { post } = drawPost(company, 'citizens', hiring.chance);
    const knownOn = addDays(company.registeredOn, 4);
    return [{ agent: { person, knownOn, companies: indexes, scopes }, scripts: hireScripts({ person, company, knownOn, post, entry: null }, hiring) }];
  });
}

/** The visa requests of a company and the people who enter on them. */
function arrivalScripts(company: PlannedCompany, hiring: HiringParts, people: PersonMaker, vain: () => VisaManner): readonly Script[] {
  const { chance, numbers, start } = hiring;
  return planVisas(company, start, chance, vain).flatMap((plan) => [
    visaScript(plan, numbers),
    ...plan.lines.flatMap(({ used, nationality, sex, post }, line) =>
      Array.from({ length: used }, () => {
        const person = people.resident(nationality, sex, 'border-number');
        return hireScripts({ person, company, knownOn: entryDay(plan, chance), post, entry: { visas: plan.key, line } }, hiring);
      }).flat(),
    ),
  ]);
}

/** The people whom a company finds in the Kingdom. */
function localScripts(company: PlannedCompany, hiring: HiringParts, people: PersonMaker): readonly Script[] {
  const { chance } = hiring;
  const { citizens, residents, arrivals } = company.cast;
  const ofCitizens = Array.from({ length: citizens }, () => {
    const { post, sex } = drawPost(company, 'citizens', chance);
    return hireScripts({ person: people.citizen(sex), company, knownOn: hiringDay(company, hiring), post, entry: null }, hiring);
  });
  const ofResidents = Array.from({ length: residents - arrivals }, () => {
    const { post, sex } = drawPost(company, 'residents', chance);
    const nationality = chance.weighted(residentNationalities.map((one) => [one, one.weight] as const));
    const person = people.resident(nationality, sex, 'iqama');
    return hireScripts({ person, company, knownOn: hiringDay(company, hiring), post, entry: null }, hiring);
  });
  return [...ofCitizens, ...ofResidents].flat();
}
