// Law: the layout of a market says of each company how many it employs, in what, where, and how many are Saudis; the published totals are met by quota, over the whole market.
import { BANDS } from '../../../domain/saudization/band.js';
import { LARGEST_PINNED, pinFor, SMALLEST_PINNED } from './band-pins.js';
import type { MarketOptions } from './market.js';
import { sections } from './margins/activity-by-side.js';
import { seasonalPosts, temporaryPosts } from './margins/employment.js';
import { activities } from './margins/nitaqat-activities.js';
import { regionShares } from './margins/region.js';
import { largestRemainder, Quota } from './quota.js';
import { dealSaudis } from './saudi-shares.js';
import { sizesOf } from './sizes.js';
import { IN_ONE_REGION_BELOW, spreadOver } from './spread-over.js';
import { Stream } from './stream.js';

/** By company, over the whole market: a few bytes each. */
export interface Layout {
  readonly companies: number;
  /** Posts on the last day, those of closed companies included. */
  readonly workers: number;
  readonly size: Uint32Array;
  /** Index among `activities`. */
  readonly activity: Uint8Array;
  readonly saudis: Uint32Array;
  /** Of the Saudis, those who count half: for pinned companies only. */
  readonly halves: Uint8Array;
  /** Band in which a company is held, as an index among the bands; -1 where it falls as it falls. */
  readonly pinned: Int8Array;
  /** Region of the main establishment, as an index among the codes. */
  readonly region: Uint8Array;
  /** Posts held for some weeks only, which are not among its workers. */
  readonly seasonal: Uint16Array;
  /** Posts in all companies before, seasonal ones apart, and in those of the same section. */
  readonly before: Before;
  /** Shares of the regions by section. */
  readonly regionShares: readonly (readonly number[])[];
}

/** How many posts lie before each company: their numbers follow from it. */
export interface Before {
  readonly saudi: Uint32Array;
  readonly expat: Uint32Array;
  readonly seasonal: Uint32Array;
  readonly sectionSaudi: Uint32Array;
  readonly sectionExpat: Uint32Array;
}

/** Markets smaller than this have no room for every band of every activity. */
const SMALLEST_WITH_BANDS = 5_000;
/** Companies held in a green band in an over-sampled market, which is too small to have any of some size by chance: else nobody in it may do what a band gates. */
const HELD_GREEN = 3;
const SMALLEST_HELD = 8;
/** Of an activity's workers, no company employs more than this share. */
const MOST_OF_ACTIVITY = 0.35;

const sectionOf = activities.map(({ section }) => sections.findIndex((one) => one.section === section));

/** Lays a market out: once for all its blocks. */
export function layOut(options: MarketOptions): Layout {
  const { companies, seed } = options;
  const sizes = sizesOf(options);
  const workers = sizes.reduce((sum, size) => sum + size, 0);
  const place = shuffled(companies, Stream.at(seed, 1));
  const size = new Uint32Array(companies);
  sizes.forEach((one, rank) => (size[place[rank] as number] = one));
  const activity = new Uint8Array(companies).fill(255);
  const pinned = new Int8Array(companies).fill(-1);
  const halves = new Uint8Array(companies);
  const saudis = new Uint32Array(companies);

  const people = sections.map(({ saudi, expat }) => saudi + expat);
  const targets = largestRemainder(
    activities.map(({ share }, n) => (people[sectionOf[n] as number] as number) * share),
    workers,
  );
  const quota = new Quota(targets, MOST_OF_ACTIVITY);
  if (companies >= SMALLEST_WITH_BANDS || options.overSample !== undefined) {
    for (const [company, row, pin] of options.overSample === undefined ? pins(options, size, place, targets, workers) : greenPins(options, size, place, targets)) {
      activity[company] = row;
      pinned[company] = BANDS.indexOf(pin.band);
      saudis[company] = pin.whole + pin.half;
      halves[company] = pin.half;
      quota.take(row, size[company] as number);
    }
  }
  const dealing = Stream.at(seed, 2);
  for (const company of place) {
    if (activity[company] !== 255) continue;
    const own = size[company] as number;
    activity[company] = quota.deal(own, dealing, (row) => likingFor(row, own));
  }
  dealSaudis({ seed, workers, size, activity, pinned, saudis, sectionOf });
  const shares = regionShares((people[sections.findIndex(({ section }) => section === 'F')] ?? 0) / people.reduce((a, b) => a + b, 0));
  const seasonal = seasonalPostsOf(size, activity, pinned);
  const bySection = sections.map(({ section }) => (section === 'F' ? shares.construction : shares.others));
  return {
    companies,
    workers,
    size,
    activity,
    saudis,
    halves,
    pinned,
    region: dealRegions(seed, place, size, activity, shares),
    seasonal,
    before: countBefore(size, activity, saudis, seasonal),
    regionShares: bySection,
  };
}

/** Section of a company's activity, as an index. */
export function sectionIndex(layout: Layout, company: number): number {
  return sectionOf[layout.activity[company] as number] as number;
}

function likingFor(row: number, size: number): number {
  const { large } = activities[row] as (typeof activities)[number];
  return size >= 50 ? large : size >= 6 ? 1 : 1 / large;
}

/** Companies by chance, for the ranks of size from the largest on. */
function shuffled(companies: number, stream: Stream): Uint32Array {
  const order = Uint32Array.from({ length: companies }, (_, n) => n);
  for (let n = companies - 1; n > 0; n -= 1) {
    const other = stream.below(n + 1);
    const kept = order[n] as number;
    order[n] = order[other] as number;
    order[other] = kept;
  }
  return order;
}

/** For each activity with a hundredth of the workers and each band, the smallest free company whose size has heads for it. */
function* pins(options: MarketOptions, size: Uint32Array, place: Uint32Array, targets: readonly number[], workers: number) {
  const free = [...place].filter((company) => between(size[company] as number)).reverse();
  const codes = [...new Set(activities.map(({ nitaqat }) => nitaqat))];
  for (const code of codes) {
    const rows = activities.flatMap(({ nitaqat }, n) => (nitaqat === code ? [n] : []));
    const all = rows.reduce((sum, row) => sum + (targets[row] as number), 0);
    if (all < workers * 0.008) continue;
    const row = rows.reduce((best, one) => ((targets[one] as number) > (targets[best] as number) ? one : best));
    for (const band of BANDS) {
      const at = free.findIndex((company) => pinFor(code, size[company] as number, band, options.to) !== null);
      const company = free[at];
      const pin = company === undefined ? null : pinFor(code, size[company] as number, band, options.to);
      if (company === undefined || pin === null) continue;
      free.splice(at, 1);
      yield [company, row, pin] as const;
    }
  }
}

/** Of an over-sampled market: every other of its greatest companies, in the activities with the most workers, in the highest band. */
function* greenPins(options: MarketOptions, size: Uint32Array, place: Uint32Array, targets: readonly number[]) {
  const greatest = [...place].filter((company) => (size[company] as number) >= SMALLEST_HELD && (size[company] as number) <= LARGEST_PINNED);
  const rows = targets.map((_, row) => row).sort((a, b) => (targets[b] as number) - (targets[a] as number) || a - b);
  for (let n = 0; n < HELD_GREEN; n += 1) {
    const company = greatest[2 * n + 1];
    const row = rows[n] as number;
    const pin = company === undefined ? null : pinFor((activities[row] as (typeof activities)[number]).nitaqat, size[company] as number, 'PLATINUM', options.to);
    if (company !== undefined && pin !== null) yield [company, row, pin] as const;
  }
}

function between(size: number): boolean {
  return size >= SMALLEST_PINNED && size <= LARGEST_PINNED;
}

function dealRegions(seed: number, place: Uint32Array, size: Uint32Array, activity: Uint8Array, shares: ReturnType<typeof regionShares>): Uint8Array {
  const region = new Uint8Array(size.length);
  const stream = Stream.at(seed, 3);
  const inConstruction = (company: number): boolean => (activities[activity[company] as number] as (typeof activities)[number]).section === 'F';
  for (const construction of [true, false]) {
    const own = place.filter((company) => inConstruction(company) === construction);
    const wanted = construction ? shares.construction : shares.others;
    const workers = own.reduce((sum, company) => sum + (size[company] as number), 0);
    const quota = new Quota(largestRemainder(wanted, workers));
    for (const company of own) {
      const all = size[company] as number;
      // A larger company is dealt by what it brings to its main region; the rest goes where it goes.
      const load = all < IN_ONE_REGION_BELOW ? all : Math.ceil(all / 2);
      const main = quota.deal(load, stream);
      quota.take(main, -load);
      region[company] = main;
      spreadOver(all, main, wanted).forEach((posts, n) => quota.take(n, posts));
    }
  }
  return region;
}

/** Extra posts for the season or for other work of some weeks: so many in a hundred of the section's workers, counted over companies of some size. No section has both. */
function seasonalPostsOf(size: Uint32Array, activity: Uint8Array, pinned: Int8Array): Uint16Array {
  const owed = { season: 0, temporary: 0 };
  return Uint16Array.from(size, (workers, company) => {
    // Who is held in a band keeps its heads.
    if (workers < 6 || (pinned[company] as number) >= 0) return 0;
    const { section } = activities[activity[company] as number] as (typeof activities)[number];
    const kind = temporaryPosts[section] === undefined ? 'season' : 'temporary';
    const exact = owed[kind] + (workers * (temporaryPosts[section] ?? seasonalPosts[section] ?? 0)) / 100;
    owed[kind] = exact - Math.floor(exact);
    return Math.floor(exact);
  });
}

function countBefore(size: Uint32Array, activity: Uint8Array, saudis: Uint32Array, seasonal: Uint16Array): Before {
  const of = (): Uint32Array => new Uint32Array(size.length);
  const before = { saudi: of(), expat: of(), seasonal: of(), sectionSaudi: of(), sectionExpat: of() };
  let [saudi, expat, extra] = [0, 0, 0];
  const bySection = sections.map(() => ({ saudi: 0, expat: 0 }));
  for (let company = 0; company < size.length; company += 1) {
    const own = bySection[sectionOf[activity[company] as number] as number] as { saudi: number; expat: number };
    before.saudi[company] = saudi;
    before.expat[company] = expat;
    before.seasonal[company] = extra;
    extra += seasonal[company] as number;
    before.sectionSaudi[company] = own.saudi;
    before.sectionExpat[company] = own.expat;
    const [citizens, all] = [saudis[company] as number, size[company] as number];
    saudi += citizens;
    expat += all - citizens;
    own.saudi += citizens;
    own.expat += all - citizens;
  }
  return before;
}
