// Law: what becomes of a company is planned before its people are: nobody works in a place that is shut or comes at a time when it may not act.
import type { LegalForm } from '../../../domain/company/legal-form.js';
import { toEpochDay } from '../../../domain/standards/calendar.js';
import { isGcc } from '../../../domain/standards/nationality.js';
import { syntheticNumber } from '../synthetic-blocks.js';
import { companyName, holdingName, ownersName } from './company-names.js';
import { monthOf, workdayOn } from './day.js';
import { drawPost, drawSeasonal, type DrawnPost } from './draw-posts.js';
import type { Layout } from './layout.js';
import { CLOSED_A_YEAR, FOUNDED_A_YEAR, GROWN_SHARE, hiringMonths, SUSPENDED, turnover } from './margins/employment.js';
import { activities } from './margins/nitaqat-activities.js';
import { OWNERS_AT_WORK, OWNERS_WORK_BELOW } from './margins/weighting-fact.js';
import type { Day, MarketOptions } from './market.js';
import { bornFor, citizenOnTop, seasonalNumber, tenureNumber } from './numbering.js';
import { placeOf, planPlaces } from './plan-establishments.js';
import type { PlannedCompany, PlannedOwner, PlannedPerson, PlannedSpan, PlannedTenure } from './planned.js';
import { spread } from './quota.js';
import { workOfOwner } from './owners-post.js';
import { seasonTenures } from './season-days.js';
import { RATED_FROM } from './standing.js';
import { Stream } from './stream.js';
import { temporaryTenures } from './temporary-days.js';
import { tenureDays, type TenureDays } from './tenure-days.js';

/** A tenure before transfers have joined it to others. */
export type DraftTenure = { -readonly [K in keyof PlannedTenure]: PlannedTenure[K] };
export type DraftPost = Omit<PlannedCompany['posts'][number], 'tenures'> & { tenures: readonly DraftTenure[] };
export type DraftCompany = Omit<PlannedCompany, 'posts' | 'establishments' | 'clearBand'> & {
  readonly posts: readonly DraftPost[];
  establishments: PlannedCompany['establishments'];
  clearBand: PlannedCompany['clearBand'];
};

/** Days before the last one on which who is held in a band neither gains nor loses anybody: longer than the 26 weeks of the average. */
const QUIET_DAYS = 200;
const YEAR = 365.25;
const MOWAAMAH_FROM = 50;
/** Sole establishments that carry their owner's name. */
const NAMED_AFTER_OWNER = 0.6;

interface Life {
  readonly registeredOn: Day;
  readonly closesOn: Day | null;
  readonly suspension: PlannedSpan | null;
  readonly quietFrom: Day | null;
}

/** Plans a company with everybody who ever works there. `beside`: an earlier company of the same owner, where he has several; `legal`: the owner is a legal person, whatever is drawn. */
export function planCompany(options: MarketOptions, layout: Layout, n: number, beside?: DraftCompany, legal = false): DraftCompany {
  const { seed } = options;
  const [from, to] = [toEpochDay(options.from), toEpochDay(options.to)];
  const stream = Stream.at(seed, 10, n);
  const size = layout.size[n] as number;
  const row = activities[layout.activity[n] as number] as (typeof activities)[number];
  const life = lifeOf(layout, n, from, to, stream);
  const drawn = formOf(size, stream);
  const sole = drawn === 'sole-establishment' || (size < 50 ? stream.yes(0.8) : stream.yes(0.3));
  const own = person(citizenOnTop(n), 'SAU', stream.yes(0.24) ? 'female' : 'male', bornFor('saudi', stream.next(), to, from, stream));
  // A company that his other entity’s band might forbid has an owner of its own.
  const owner = (life.registeredOn < RATED_FROM ? beside?.owner : undefined) ?? ownerOf(n, own, sole && !legal, stream);
  // A sole establishment is a human's.
  const legalForm = drawn === 'sole-establishment' && owner.kind === 'legal' ? 'limited-liability' : drawn;
  const representative = owner.kind === 'natural' ? owner.person : own;
  const name = legalForm === 'sole-establishment' && stream.yes(NAMED_AFTER_OWNER) ? ownersName(row.trade, representative, stream) : companyName(row.trade, legalForm, stream);
  const places = planPlaces(layout, n, name, life.registeredOn, to, life.quietFrom !== null, stream);
  const posts: DraftPost[] = [];
  for (let at = 0; at < size; at += 1) {
    const place = placeOf(places, size, at);
    const post = drawPost(layout, seed, n, at);
    const opens = (places.establishments[place] as (typeof places.establishments)[number]).opensOn;
    const days = daysOf(at, post, life, opens + (place === 0 ? 6 : 12), row.section, to, stream);
    posts.push(withPeople(post, at, place, days, tenureNumber(layout, n, at, 0), to, stream));
  }
  for (let at = 0; at < (layout.seasonal[n] as number); at += 1) {
    const post = drawSeasonal(layout, seed, n, at);
    const last = life.closesOn ?? to;
    const days = post.visaKind === 'temporary' ? temporaryTenures(life.registeredOn, last, stream) : seasonTenures(life.registeredOn, last, stream);
    posts.push(withPeople(post, size + at, 0, days, seasonalNumber(layout, n, at, 0), to, stream));
  }
  const ownersPost = beside === undefined && owner.kind === 'natural' && size < OWNERS_WORK_BELOW && worksThere(n, seed) ? workOfOwner(size, owner.person, life, stream) : null;
  const mowaamah = size >= MOWAAMAH_FROM && stream.yes(0.5) ? [{ from: life.registeredOn + 90, to: null }] : [];
  return {
    n,
    unifiedNumber: syntheticNumber('unifiedNumber', COMPANIES_FROM + n),
    name,
    legalForm,
    owner,
    representative,
    section: row.section,
    foundedOn: life.registeredOn < from + 60 ? life.registeredOn - stream.whole(200, 9_000) : life.registeredOn - stream.whole(2, 20),
    registeredOn: life.registeredOn,
    closesOn: life.closesOn,
    suspension: life.suspension,
    establishments: places.establishments,
    mowaamah,
    posts,
    ownersPost,
    clearBand: null,
  };
}

function ownerOf(n: number, own: PlannedPerson, sole: boolean, stream: Stream): PlannedOwner {
  return sole ? { kind: 'natural', person: own } : { kind: 'legal', unifiedNumber: syntheticNumber('unifiedNumber', LEGAL_OWNERS_FROM + n), name: holdingName(stream) };
}

/** Unified numbers of companies, and of owners that are legal persons. */
const COMPANIES_FROM = 1_000;
const LEGAL_OWNERS_FROM = 50_000_000;

function lifeOf(layout: Layout, n: number, from: Day, to: Day, stream: Stream): Life {
  const size = layout.size[n] as number;
  const years = (to - from) / YEAR;
  const held = (layout.pinned[n] as number) >= 0;
  const [founded, closed, suspended] = [stream.next(), stream.next(), stream.next()];
  const late = !held && size < 250 && founded < FOUNDED_A_YEAR * years;
  const registeredOn = workdayOn(late ? from + 60 + stream.below(Math.max(1, to - from - 260)) : from + stream.below(35));
  const closes = !held && size < 50 && closed < CLOSED_A_YEAR * years && to - registeredOn > 300;
  const closesOn = closes ? workdayOn(registeredOn + 250 + stream.below(to - registeredOn - 290)) : null;
  const rests = !held && !closes && size >= 3 && size < 250 && suspended < SUSPENDED && to - registeredOn > 400;
  const begins = workdayOn(registeredOn + 200 + stream.below(Math.max(1, to - registeredOn - 390)));
  return { registeredOn, closesOn, suspension: rests ? { from: begins, to: workdayOn(begins + stream.whole(18, 60)) } : null, quietFrom: held ? to - QUIET_DAYS : null };
}

/** Evenly over the companies, from another place for each seed. */
function worksThere(n: number, seed: number): boolean {
  return spread(n, Math.SQRT2 - 1, spread(seed % 65_521, 0.754_877_666_246_693, 0.5)) < OWNERS_AT_WORK / 100;
}

function formOf(size: number, stream: Stream): LegalForm {
  const u = stream.next();
  if (size < 6) return u < 0.78 ? 'sole-establishment' : 'limited-liability';
  if (size < 50) return u < 0.4 ? 'sole-establishment' : u < 0.95 ? 'limited-liability' : u < 0.98 ? 'simplified-joint-stock' : 'professional';
  return u < 0.6 ? 'limited-liability' : u < 0.85 ? 'joint-stock' : u < 0.95 ? 'simplified-joint-stock' : 'foreign-branch';
}

/** The days of a post's occupants. */
function daysOf(at: number, drawn: DrawnPost, life: Life, opensOn: Day, section: string, to: Day, stream: Stream): readonly TenureDays[] {
  const { registeredOn, closesOn, suspension, quietFrom } = life;
  const years = (to - registeredOn) / YEAR;
  const grown = at > 0 && spread(at, 0.618_033_988_749_895, 0.3) < (GROWN_SHARE * Math.min(years, 5)) / 5;
  const latest = (closesOn === null ? (quietFrom ?? to - 12) : closesOn - 90) - 12;
  const first = Math.max(opensOn, registeredOn + 6);
  const u = stream.next();
  // Most of who is there already is entered within weeks.
  const opens = grown && latest > first + 60 ? seasonalDay(first + 45, latest, stream) : Math.min(first + Math.floor(u * u * 100), Math.max(first, latest));
  return tenureDays(
    {
      opensOn: opens,
      base: !grown,
      quietFrom,
      closesOn,
      suspension,
      to,
      saudi: drawn.side === 'saudi',
      needsVisa: !isGcc(drawn.nationality),
      contract: drawn.contract,
      months: drawn.months,
      turnover: turnover[section] ?? turnover['otherwise'] ?? 0.25,
    },
    stream,
  );
}

/** A day between, more often in months of much hiring. */
function seasonalDay(first: Day, last: Day, stream: Stream): Day {
  for (let tries = 0; tries < 6; tries += 1) {
    const day = first + stream.below(last - first);
    if (stream.next() * 12 < (hiringMonths[monthOf(day)] ?? 0)) return day;
  }
  return first + stream.below(last - first);
}

/** A post with its occupants: they are numbered one after the other from `first` on. Written out field by field: this runs for every human there ever was. */
function withPeople(drawn: DrawnPost, n: number, establishment: number, days: readonly TenureDays[], first: number, to: Day, stream: Stream): DraftPost {
  const tenures: DraftTenure[] = [];
  for (let at = 0; at < days.length; at += 1) {
    const one = days[at] as TenureDays;
    const bornOn = bornFor(drawn.side, spread((first + at) % 64, 0.618_033_988_749_895, drawn.age), one.to ?? to, one.from, stream);
    tenures.push({ person: person(first + at, drawn.nationality, drawn.sex, bornOn), from: one.from, to: one.to, comes: one.comes, course: one.course, transfer: null });
  }
  return {
    n,
    establishment,
    side: drawn.side,
    sex: drawn.sex,
    nationality: drawn.nationality,
    occupation: drawn.occupation,
    skill: drawn.skill,
    wage: drawn.wage,
    categories: drawn.categories,
    workingTime: drawn.workingTime,
    hours: drawn.hours,
    contract: drawn.contract,
    months: drawn.months,
    seasonal: drawn.seasonal,
    visaKind: drawn.visaKind,
    tenures,
  };
}

function person(n: number, nationality: string, sex: PlannedPerson['sex'], bornOn: Day): PlannedPerson {
  return { n, sex, nationality, bornOn };
}
