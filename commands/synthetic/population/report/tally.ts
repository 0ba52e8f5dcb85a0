// Law: what a market comes to is counted while it is made, from its plan alone.
import { BANDS } from '../../../../domain/saudization/band.js';
import { toEpochDay } from '../../../../domain/standards/calendar.js';
import { nitaqatActivityCodes } from '../../../../domain/standards/nitaqat-activity.js';
import { regionCodes } from '../../../../domain/standards/regions.js';
import { monthOf } from '../day.js';
import { fittedMarket } from '../fitted.js';
import { sectionLetters } from '../margins/activity-by-side.js';
import { ageBands } from '../margins/age.js';
import { expatFacts, saudiFacts } from '../margins/weighting-fact.js';
import { sizeClasses } from '../margins/size-class.js';
import type { Day, MarketOptions } from '../market.js';
import { activityOf, byActivity } from '../market-entities.js';
import { byOwner } from '../ownership.js';
import { ratedOn } from '../owner-standing.js';
import type { PlannedBlock, PlannedCompany, PlannedPost, PlannedTenure } from '../planned.js';
import { Counts } from './counts.js';

export const SIDES = ['saudi', 'expat'] as const;
const MAJORS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
/** Wages are counted in steps of this, up to the last one and beyond. */
export const WAGE_STEP = 1_000;
export const WAGE_STEPS = 30;
/** Of owners with several companies. */
const OWNERS = ['owners of several companies', 'companies of theirs', 'entities of several companies', 'owners in several activities', 'owners whose small entities count as one on the last day'] as const;
const YEAR = 365.25;
const CONSTRUCTION = sectionLetters.indexOf('F');

const crossed = (rows: readonly string[], columns: readonly string[]): Counts => new Counts(rows.flatMap((row) => columns.map((column) => `${row} ${column}`)));

/** Counts a market, block by block. */
export class MarketTally {
  private readonly last: Day;
  readonly companies = new Counts(['registered', 'closed', 'suspended once', 'founded within the history', 'with employees']);
  readonly clear = new Counts(['MEDIUM_GREEN', 'LOW_GREEN', 'RED', 'unclear']);
  readonly owners = new Counts(OWNERS);
  readonly sizes = new Counts(sizeClasses.map(({ name }) => name));
  readonly sectionBySide = crossed(sectionLetters, SIDES);
  readonly sex = crossed(SIDES, ['male', 'female']);
  readonly majors = crossed(SIDES, MAJORS);
  readonly nationalities = new Counts(fittedMarket().nationalities);
  readonly regions = crossed(['all', 'construction'], regionCodes);
  readonly saudiWages = new Counts(['sum', 'above 20,000', 'above 40,000', 'at 3,000', 'at 4,000']);
  readonly wageSteps = crossed(SIDES, Array.from({ length: WAGE_STEPS + 1 }, (_, n) => String(n)));
  readonly ages = crossed(SIDES, ageBands.map(String));
  readonly skills = new Counts(['high', 'skilled', 'basic']);
  readonly contracts = new Counts(['saudi indefinite 0', 'saudi fixed 12', 'saudi fixed 24', 'expat fixed 12', 'expat fixed 24']);
  readonly facts = new Counts([...[...saudiFacts, ...expatFacts].flatMap(([fact]) => fact ?? []), 'ajeer-guard', 'athlete', 'owner']);
  readonly courses = new Map<string, number>();
  readonly ways = new Counts(['local', 'visa', 'transfer', 'seasonal', 'temporary']);
  readonly hiringMonths = new Counts(Array.from({ length: 12 }, (_, n) => String(n + 1)));
  readonly turnover = new Counts(['ends', 'days']);
  readonly bands = crossed(nitaqatActivityCodes, BANDS);
  readonly activityWorkers = new Counts(nitaqatActivityCodes);

  constructor(readonly options: MarketOptions) {
    this.last = toEpochDay(options.to);
  }

  /** Counts a block in. */
  add(block: PlannedBlock): void {
    for (const company of block.companies) this.addCompany(company);
    for (const owned of byOwner(block.companies)) this.addOwner(owned);
  }

  /** Employees on the last day. */
  stock(): number {
    return this.sectionBySide.total();
  }

  private addCompany(company: PlannedCompany): void {
    this.companies.add('registered');
    if (company.closesOn !== null) this.companies.add('closed');
    if (company.suspension !== null) this.companies.add('suspended once');
    if (company.foundedOn > toEpochDay(this.options.from)) this.companies.add('founded within the history');
    if (company.clearBand !== null) this.clear.add(company.clearBand);
    if (company.ownersPost?.tenures.some(({ from, to }) => from <= this.last && to === null) === true) this.facts.add('owner');
    let workers = 0;
    const section = sectionLetters.indexOf(company.section);
    const regions = company.establishments.map(({ region }) => regionCodes.indexOf(region));
    for (const post of company.posts) {
      const { tenures } = post;
      for (let n = 0; n < tenures.length; n += 1) this.addTenure(company, post, tenures[n] as PlannedTenure);
      const tenure = tenures[tenures.length - 1];
      if (tenure === undefined || (tenure.to !== null && tenure.to < this.last)) continue;
      workers += 1;
      this.addEmployee(section, regions[post.establishment] as number, post, tenure);
    }
    if (workers === 0) return;
    this.companies.add('with employees');
    this.sizes.addAt(sizeClasses.findIndex(({ to }) => to === null || workers <= to));
    this.activityWorkers.add(activityOf(company), workers);
  }

  private addOwner(owned: readonly PlannedCompany[]): void {
    const rated = ratedOn(owned, this.last);
    for (const { activity, standing } of rated) if (standing.workers >= 6) this.bands.add(`${activity} ${standing.band}`);
    if (owned.length === 1) return;
    this.owners.add(OWNERS[0]);
    this.owners.add(OWNERS[1], owned.length);
    const entities = byActivity(owned);
    if (entities.length > 1) this.owners.add(OWNERS[3]);
    this.owners.add(OWNERS[2], entities.filter((companies) => companies.length > 1).length);
    if (rated.some(({ companies }) => new Set(companies.map(activityOf)).size > 1)) this.owners.add(OWNERS[4]);
  }

  /** Of all who ever came. */
  private addTenure(company: PlannedCompany, post: PlannedPost, { from, to, comes, course }: PlannedTenure): void {
    this.courses.set(course, (this.courses.get(course) ?? 0) + 1);
    this.ways.add(post.seasonal ? post.visaKind : comes);
    // The first months only enter who was there before.
    if (from > company.registeredOn + 120) this.hiringMonths.addAt(monthOf(from));
    // A season is no turnover.
    if (post.seasonal) return;
    this.turnover.add('days', (to ?? this.last) - from);
    if (to !== null) this.turnover.add('ends');
  }

  /** Of those who are there on the last day. */
  private addEmployee(section: number, region: number, post: PlannedPost, { person }: PlannedTenure): void {
    const { side, sex, nationality, occupation, wage } = post;
    const saudi = side === 'saudi';
    this.sectionBySide.addAt(2 * section + (saudi ? 0 : 1));
    this.sex.addAt((saudi ? 0 : 2) + (sex === 'male' ? 0 : 1));
    this.majors.addAt((saudi ? 0 : 9) + occupation.charCodeAt(0) - 49);
    this.regions.addAt(region);
    if (section === CONSTRUCTION) this.regions.addAt(regionCodes.length + region);
    this.wageSteps.addAt((saudi ? 0 : WAGE_STEPS + 1) + Math.min(WAGE_STEPS, Math.floor(wage / WAGE_STEP)));
    const age = Math.floor((this.last - person.bornOn) / YEAR);
    this.ages.addAt((saudi ? 0 : ageBands.length) + Math.min(ageBands.length - 1, Math.max(0, Math.floor((age - 20) / 5))));
    this.skills.addAt(post.skill === 'high' ? 0 : post.skill === 'skilled' ? 1 : 2);
    if (!post.seasonal) this.contracts.addAt(saudi ? post.months / 12 : post.months / 12 + 2);
    for (let n = 0; n < post.categories.length; n += 1) this.facts.add(post.categories[n] as string);
    if (saudi) this.addSaudiWage(wage);
    else this.nationalities.add(nationality);
  }

  private addSaudiWage(wage: number): void {
    this.saudiWages.add('sum', wage);
    if (wage <= 4_000 && wage !== 3_000 && wage !== 4_000) return;
    if (wage > 20_000) this.saudiWages.add('above 20,000');
    if (wage > 40_000) this.saudiWages.add('above 40,000');
    if (wage === 3_000) this.saudiWages.add('at 3,000');
    if (wage === 4_000) this.saudiWages.add('at 4,000');
  }
}
