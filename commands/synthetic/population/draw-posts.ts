// Law: the posts of a company are drawn from evenly spread series of their section and side, so that what all companies have together keeps the fitted shares to a few heads.
import { isGcc } from '../../../domain/standards/nationality.js';
import type { Category } from '../../../domain/saudization/category.js';
import { fittedMarket, type FittedMarket } from './fitted.js';
import { sectionIndex, type Layout } from './layout.js';
import { sections } from './margins/activity-by-side.js';
import { contracts, temporaryPosts } from './margins/employment.js';
import { activities } from './margins/nitaqat-activities.js';
import { ATHLETES, expatFacts, GUARDS_THROUGH_AJEER, LEAST_WAGE_OF_GUARDS, saudiFacts } from './margins/weighting-fact.js';
import type { PlannedPost } from './planned.js';
import { runningShares, shareAt, spread } from './quota.js';
import { expatWage, saudiWage } from './wages.js';

/** A post before it has a place and people; `age` is its share of the ages. */
export type DrawnPost = Omit<PlannedPost, 'n' | 'establishment' | 'tenures'> & { readonly age: number };

// Square roots of primes: no whole combination of them is whole, so the attributes are even together and not only each by itself.
const STEP = {
  major: Math.SQRT2 - 1,
  sex: Math.sqrt(3) - 1,
  unit: Math.sqrt(5) - 2,
  wage: Math.sqrt(7) - 2,
  fact: Math.sqrt(11) - 3,
  contract: Math.sqrt(13) - 3,
  age: Math.sqrt(17) - 4,
  // Slow: neighbours on the series are of one nationality, as colleagues often are.
  nationality: (Math.sqrt(23) - 4) / 50,
} as const;

const facts = {
  saudi: { ends: runningShares(saudiFacts.map(([, weight]) => weight)), of: saudiFacts.map(([fact]) => fact) },
  expat: { ends: runningShares(expatFacts.map(([, weight]) => weight)), of: expatFacts.map(([fact]) => fact) },
} as const;
const GUARD = '541401';
const contractEnds = {
  saudi: runningShares(contracts.saudi.map(([, , weight]) => weight)),
  expat: runningShares(contracts.expat.map(([, , weight]) => weight)),
} as const;

/** The post at a place in its company; the Saudis' come first. */
export function drawPost(layout: Layout, seed: number, company: number, n: number): DrawnPost {
  const section = sectionIndex(layout, company);
  const citizens = layout.saudis[company] as number;
  if (n >= citizens) return drawExpat(section, seed, (layout.before.sectionExpat[company] as number) + n - citizens, (layout.pinned[company] as number) >= 0);
  const k = (layout.before.sectionSaudi[company] as number) + n;
  if ((layout.pinned[company] as number) < 0) {
    const drawn = drawSaudi(section, seed, k);
    return isGuard(layout, company, drawn, k) ? guarding(drawn) : drawn;
  }
  const half = n >= citizens - (layout.halves[company] as number);
  const drawn = drawSaudi(section, seed, k);
  // Whoever keeps an entity in its band counts by his wage and by nothing else.
  return { ...drawn, categories: [], workingTime: 'full-time', hours: null, wage: half ? 3_000 : Math.max(4_000, drawn.wage) };
}

/** A post for the season, or for other work of some weeks: of no Saudi, on a short term. */
export function drawSeasonal(layout: Layout, seed: number, company: number, n: number): DrawnPost {
  const k = (layout.before.seasonal[company] as number) + n;
  const section = sectionIndex(layout, company);
  const temporary = temporaryPosts[sections[section]?.section ?? ''] !== undefined;
  return { ...drawExpat(section, seed ^ 0x5ea5, k, true), contract: 'fixed', months: temporary ? 3 : 2, seasonal: true, visaKind: temporary ? 'temporary' : 'seasonal' };
}

/** A guard of a security company who came through Ajeer: so many of those who count by nothing else. */
function isGuard(layout: Layout, company: number, { categories }: DrawnPost, k: number): boolean {
  const { nitaqat } = activities[layout.activity[company] as number] as (typeof activities)[number];
  return nitaqat === '477' && categories.length === 0 && (k * GUARDS_THROUGH_AJEER) % 100 < GUARDS_THROUGH_AJEER;
}

function guarding(drawn: DrawnPost): DrawnPost {
  return { ...drawn, categories: categoriesOf('ajeer-guard'), occupation: GUARD, skill: skillOf(Number(GUARD[0])), wage: Math.max(LEAST_WAGE_OF_GUARDS, drawn.wage) };
}

function drawSaudi(section: number, seed: number, k: number): DrawnPost {
  const at = (step: number): number => spread(k, step, shiftOf(seed, section, step));
  const { majorEnds, women } = fittedMarket();
  const major = shareAt(majorEnds.saudi[section] as Float64Array, at(STEP.major));
  const fact = facts.saudi.of[shareAt(facts.saudi.ends, at(STEP.fact))] ?? null;
  const [contract, months] = contracts.saudi[shareAt(contractEnds.saudi, at(STEP.contract))] ?? ['indefinite', 0];
  const hours = fact === 'flexible' ? 40 + Math.floor(at(STEP.wage) * 100) : null;
  const wage = fact === 'student' ? 2_000 + 50 * Math.floor(at(STEP.wage) * 19) : hours !== null ? hours * 20 - ((hours * 20) % 50) : saudiWage(major, at(STEP.wage));
  return {
    side: 'saudi',
    sex: at(STEP.sex) < ((women.saudi[section] as readonly number[])[major] as number) ? 'female' : 'male',
    nationality: 'SAU',
    occupation: occupationAt(section, major, at(STEP.unit)),
    skill: skillOf(major),
    wage,
    categories: fact === null ? none : categoriesOf(fact),
    workingTime: fact === 'student' ? 'part-time' : fact === 'part-time' || fact === 'flexible' || fact === 'remote' ? fact : 'full-time',
    hours,
    contract,
    months,
    seasonal: false,
    visaKind: 'permanent',
    age: at(STEP.age),
  };
}

function drawExpat(section: number, seed: number, k: number, plain: boolean): DrawnPost {
  const at = (step: number): number => spread(k, step, shiftOf(seed ^ 0x0e, section, step));
  const { majorEnds, women, nationalities, menEnds, womenEnds } = fittedMarket();
  const major = shareAt(majorEnds.expat[section] as Float64Array, at(STEP.major));
  const female = at(STEP.sex) < ((women.expat[section] as readonly number[])[major] as number);
  const ends = female ? womenEnds : (menEnds[major] as Float64Array);
  const drawn = nationalities[shareAt(ends, at(STEP.nationality))] as string;
  const nationality = plain && countsApart(drawn) ? 'IND' : drawn;
  const occupation = occupationAt(section, major, at(STEP.unit));
  const drawnFact = plain ? null : (facts.expat.of[shareAt(facts.expat.ends, at(STEP.fact))] ?? null);
  const fact = !plain && drawnFact === null && occupation.startsWith(ATHLETES) ? 'athlete' : drawnFact;
  const [contract, months] = contracts.expat[shareAt(contractEnds.expat, at(STEP.contract))] ?? ['fixed', 12];
  return {
    side: 'expat',
    sex: female || fact === 'mother-or-widow-of-saudi' ? 'female' : 'male',
    nationality,
    occupation,
    skill: skillOf(major),
    wage: expatWage(major, at(STEP.wage)),
    categories: fact === null ? none : categoriesOf(fact),
    workingTime: 'full-time',
    hours: null,
    contract,
    months,
    seasonal: false,
    visaKind: 'permanent',
    age: at(STEP.age),
  };
}

function occupationAt(section: number, major: number, u: number): string {
  const { codes, ends } = (fittedMarket().units[section] as FittedMarket['units'][number])[major] as FittedMarket['units'][number][number];
  return codes[shareAt(ends, u)] as string;
}

function skillOf(major: number): PlannedPost['skill'] {
  return major <= 2 ? 'high' : major <= 7 ? 'skilled' : 'basic';
}

/** Nationalities that a head count treats otherwise than as expatriates. */
function countsApart(nationality: string): boolean {
  return isGcc(nationality) || nationality === 'MMR' || nationality === 'PSE';
}

const none: readonly Category[] = [];
const single = new Map<Category, readonly Category[]>();

function categoriesOf(fact: Category): readonly Category[] {
  const known = single.get(fact) ?? [fact];
  single.set(fact, known);
  return known;
}

/** Where a series begins: another place for each seed, section and attribute. */
function shiftOf(seed: number, section: number, step: number): number {
  return spread(seed % 65_521, 0.754_877_666_246_693, spread(section + 1, 0.569_840_290_998_053, step * 7.3));
}
