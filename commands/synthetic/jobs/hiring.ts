// Law: everybody who works for a company in the demo came to it by a script of this file: known first, then offered work, then permitted to do it.
import { addDays, addMonths, daysBetween, earliest, latest, type IsoDate } from '../../../domain/standards/calendar.js';
import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import { clearOfSuspension, placeFor, type Place, type PlannedCompany } from '../companies/planned-company.js';
import { trades, type Post, type Trade } from '../companies/trades.js';
import { change, madeBy, workdayAfter, type Script } from '../market-line.js';
import type { Person } from '../people/person.js';
import { register } from '../people/registration.js';
import type { Chance } from '../seeded-random.js';
import type { SyntheticNumbers } from '../synthetic-numbers.js';
import { transferScript, type TransferManner } from '../transfers/transfer-script.js';
import { courseScript } from './course-script.js';
import { drawTerms, type Course, type Job } from './job.js';
import { offerScript, type Agreed, type Manner } from './offer-script.js';
import { permitScript, type PermitManner, type PermitScript } from './permit-script.js';
import { firstIqama, residenceScript } from './residence-script.js';

/** What hiring draws from. */
export interface HiringParts {
  readonly today: IsoDate;
  readonly start: IsoDate;
  readonly chance: Chance;
  readonly numbers: SyntheticNumbers;
  readonly cards: HiringCards;
  /** Companies that take over others' employees. */
  readonly receivers: readonly PlannedCompany[];
}

/** Decks of what becomes of an offer, a contract and a permit. */
export interface HiringCards {
  readonly citizenCourse: () => Course;
  readonly residentCourse: () => Course;
  readonly manner: () => Manner;
  readonly permitManner: () => PermitManner;
  readonly transferManner: () => TransferManner;
}

/** A person who becomes known on a day, and the visa line he entered on, for who did. */
export interface Hire {
  readonly person: Person;
  readonly company: PlannedCompany;
  readonly knownOn: IsoDate;
  readonly post: Post;
  readonly entry: { readonly visas: string; readonly line: number } | null;
}

/** Tells the whole working life of a hire. */
export function hireScripts(hire: Hire, parts: HiringParts): readonly Script[] {
  const { person, company, post, entry } = hire;
  const { chance, cards } = parts;
  const citizen = isSaudi(person.nationality);
  const course = courseOf(hire, parts);
  const draftedOn = clearOfSuspension(company, workdayAfter(hire.knownOn, chance.whole(1, 6)), 45);
  const place = placeFor(company, draftedOn, chance);
  const job: Job = {
    key: `job-${person.key.slice(3)}`,
    person,
    company,
    establishment: place.establishment,
    course,
    draftedOn,
    termsFrom: drawTerms(post, person, course, chance),
  };
  // Who has just arrived must be permitted soon; a company that closes hires nobody slowly.
  const offer = offerScript(job, entry === null && course !== 'company-closes' ? cards.manner() : 'accepted', chance);
  const iqamaEndsOn = person.identifier.scheme === 'iqama' ? addDays(hire.knownOn, chance.whole(50, 330)) : undefined;
  const weighting = weightingOf(person, chance);
  const known = register(hire.knownOn, person, { ...(iqamaEndsOn === undefined ? {} : { expiresOn: iqamaEndsOn }), ...weighting });
  const begun: Script = [known, ...(entry === null ? [] : [entryLine(hire, entry, parts)])];
  const { agreed } = offer;
  if (agreed === null) return [begun, offer.script];
  const told = courseScript(job, agreed, chance);
  const contractScripts = [begun, [...offer.script, ...told.script]];
  if (citizen) return contractScripts;
  if (isGcc(person.nationality)) {
    const residence = iqamaEndsOn === undefined ? [] : residenceScript(person, person.identifier.value, iqamaEndsOn, { until: null, today: parts.today }, chance);
    return [...contractScripts, residence];
  }
  return [...contractScripts, ...residentScripts(hire, job, agreed, place, told.leavingFrom, iqamaEndsOn, parts)];
}

/** Permits, iqama and, where it comes to that, the transfer of a resident. */
function residentScripts(
  hire: Hire,
  job: Job,
  agreed: Agreed,
  place: Place,
  leavingFrom: IsoDate | null,
  iqamaEndsOn: IsoDate | undefined,
  parts: HiringParts,
): readonly Script[] {
  const { person, company } = hire;
  const { chance, numbers, cards, today } = parts;
  const moves = job.course === 'transferred';
  const ask = (until: IsoDate | null, manner: PermitManner): PermitScript =>
    permitScript(
      {
        key: `permit-${person.key.slice(3)}`,
        person,
        company,
        establishment: place.establishment,
        contract: agreed.contract,
        occupation: agreed.terms.occupation,
        months: moves || chance.yes(60) ? 12 : chance.pick([6, 24, 24, 24]),
        from: workdayAfter(agreed.acceptedOn, chance.whole(1, 6)),
        arrivedOn: hire.entry === null ? null : hire.knownOn,
        until,
        today,
        manner,
      },
      chance,
      numbers,
    );
  if (!moves) {
    const permit = ask(leavingFrom, hire.entry === null ? cards.permitManner() : 'ordinary');
    return [permit.script, iqamaScript(hire, permit.issuedOn, iqamaEndsOn, leavingFrom, parts)];
  }
  const to = chance.pick(parts.receivers.filter((one) => one.key !== company.key));
  // The permit is named in the request, so it must be there; its key does not depend on when it ends.
  const permitKey = `permit-${person.key.slice(3)}`;
  const transfer = transferScript(job, agreed, permitKey, to, cards.transferManner(), chance);
  const permit = ask(transfer.movesOn === null ? null : transfer.requestedOn, 'ordinary');
  const scripts = [permit.script, transfer.script, iqamaScript(hire, permit.issuedOn, iqamaEndsOn, null, parts)];
  return transfer.movesOn === null ? scripts : [...scripts, permitAfterMove(hire, agreed, to, transfer.movesOn, parts)];
}

/** The new employer's permit; the contract that the transfer made is named by no line. */
function permitAfterMove(hire: Hire, agreed: Agreed, to: PlannedCompany, movesOn: IsoDate, { chance, numbers, today }: HiringParts): Script {
  return permitScript(
    {
      key: `permit-${hire.person.key.slice(3)}-moved`,
      person: hire.person,
      company: to,
      establishment: to.main.establishment,
      contract: null,
      occupation: agreed.terms.occupation,
      months: 12,
      from: workdayAfter(movesOn, chance.whole(1, 8)),
      arrivedOn: null,
      until: null,
      today,
      manner: 'ordinary',
    },
    chance,
    numbers,
  ).script;
}

function iqamaScript(hire: Hire, permitIssuedOn: IsoDate, iqamaEndsOn: IsoDate | undefined, until: IsoDate | null, parts: HiringParts): Script {
  const { person } = hire;
  const { chance, numbers, today } = parts;
  if (iqamaEndsOn !== undefined) return residenceScript(person, person.identifier.value, iqamaEndsOn, { until, today }, chance);
  const iqama = numbers.iqama();
  const first = firstIqama(person, iqama, workdayAfter(permitIssuedOn, chance.whole(1, 8)));
  return [first.line, ...residenceScript(person, iqama, first.expiresOn, { until, today }, chance)];
}

function entryLine({ person, knownOn }: Hire, entry: { readonly visas: string; readonly line: number }, { numbers }: HiringParts): Script[number] {
  return change(knownOn, `${person.key}-entry`, 'UseVisa', madeBy(entry.visas), {
    lineId: madeBy(entry.visas, entry.line),
    employeeId: madeBy(person.key),
    visaNumber: numbers.visaNumber(),
  });
}

function courseOf({ person, company }: Hire, { cards, chance }: HiringParts): Course {
  if (company.closesOn !== null) return 'company-closes';
  // Nothing that needs an acting company is planned where one is suspended.
  if (company.suspension !== null) return chance.pick(['stays', 'stays', 'stays', 'expires', 'resigns']);
  if (isSaudi(person.nationality)) return cards.citizenCourse();
  return isGcc(person.nationality) ? 'stays' : cards.residentCourse();
}

function weightingOf(person: Person, chance: Chance): { readonly weighting?: Readonly<Record<string, unknown>> } {
  if (!isSaudi(person.nationality) || !chance.yes(7)) return {};
  return {
    weighting: chance.pick([
      { disability: true, ableToWork: true },
      { releasedPrisoner: true },
      { socialInvestment: true },
      { student: true },
      { childOfSaudiWoman: true },
    ]),
  };
}

/** A day on which the company takes somebody on: a third of them within its first ten months, none near its end. */
export function hiringDay(company: PlannedCompany, { start, today, chance }: HiringParts): IsoDate {
  const first = addDays(latest(company.registeredOn, start), 6);
  const last = company.closesOn === null ? addDays(today, -2) : addDays(company.closesOn, -150);
  const early = earliest(addMonths(first, 10), last);
  const to = chance.yes(35) ? early : last;
  return addDays(first, chance.whole(0, Math.max(0, daysBetween(first, to))));
}

/** Draws a post and the sex of who has it. */
export function drawPost(company: PlannedCompany, side: keyof Trade, chance: Chance): { readonly post: Post; readonly sex: Person['sex'] } {
  const posts: readonly Post[] = trades[company.cast.trade][side];
  const post = chance.weighted(posts.map((one) => [one, one.weight] as const));
  return { post, sex: chance.yes(post.women) ? 'female' : 'male' };
}

