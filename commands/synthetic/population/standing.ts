// Law: the band of a planned company on a day is what the engine makes of how many of each class it has.
import type { BandOrNone } from '../../../domain/saudization/band.js';
import { rate } from '../../../domain/saudization/curve.js';
import { countDay, type ClassCount } from '../../../domain/saudization/day-count.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { classOf, type WorkerClass } from '../../../domain/saudization/worker-class.js';
import { addDays, latest, toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import { isoDay } from './day.js';
import type { Day } from './market.js';
import { isThere } from './market-entities.js';
import type { ClearBand, PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/** What a standing is made from. */
type StandingCompany = Pick<PlannedCompany, 'posts' | 'establishments' | 'mowaamah'>;

/** How a company stands by the heads of one day: no average over weeks. */
export interface Standing {
  readonly band: BandOrNone;
  readonly workers: number;
  /** Percent; null where nobody counts. */
  readonly ratio: number | null;
  /** Percentage points above the least ratio of a band, below it where negative; null for entities without a curve. */
  readonly aboveLowGreen: number | null;
  readonly aboveMediumGreen: number | null;
}

/** Percentage points from a border that make a standing clear: averages of weeks and late facts move it less. */
const CLEAR_POINTS = 3;
/** How long before the first rated day the averages begin. */
export const AVERAGED_DAYS = 182;
/** Days between those that are looked at: where one head weighs much, every week is. */
const WEEK = 7;
const SIX_WEEKS = 42;
const SMALL_BELOW = 60;

/** The first day on which the rule set rates. */
export const RATED_FROM: Day = toEpochDay(nitaqat2026.from);

/**
 * Where a company stands whatever its average is over, until the last day: in medium green or above, in low green or
 * above, or RED, by three points and more on each day looked at; null where nothing is rated until then.
 */
export function clearBandOf(company: StandingCompany, to: Day): ClearBand | null {
  if (to < RATED_FROM) return null;
  const every = company.posts.length < SMALL_BELOW ? WEEK : SIX_WEEKS;
  let [low, medium, red] = [true, true, true];
  let before = -1;
  for (let day = to; day > RATED_FROM - AVERAGED_DAYS && (low || red); day -= every) {
    const held = heldOn(company, day);
    // The same people as a week ago stand where they stood.
    if (held === before) continue;
    before = held;
    const { band, aboveLowGreen, aboveMediumGreen } = standingOn(company, day);
    // Entities without a curve stand in low green by one Saudi, or in RED.
    low &&= aboveLowGreen === null ? band === 'LOW_GREEN' : aboveLowGreen >= CLEAR_POINTS;
    medium &&= (aboveMediumGreen ?? -1) >= CLEAR_POINTS;
    red &&= aboveLowGreen === null ? band === 'RED' : aboveLowGreen <= -CLEAR_POINTS;
  }
  return red ? 'RED' : low ? (medium ? 'MEDIUM_GREEN' : 'LOW_GREEN') : 'unclear';
}

// A contract of long ago: the classes of a day do not ask when somebody came.
const LONG_AGO = -400;

/** A company's standing on a day, by Nitaqat 2026; on earlier days by its first. */
export function standingOn(company: StandingCompany, day: Day): Standing {
  const activity = company.establishments[0]?.nitaqat ?? '101';
  const found = new Map<string, { readonly post: PlannedPost; count: number }>();
  for (const post of company.posts) {
    if (!isHeld(post, day)) continue;
    const key = classKey(post);
    const known = found.get(key);
    if (known === undefined) found.set(key, { post, count: 1 });
    else known.count += 1;
  }
  const on = latest(isoDay(day), nitaqat2026.from);
  const certificate = company.mowaamah.some(({ from, to }) => from <= day && (to === null || day <= to));
  const counted = [...found.values()].map(({ post, count }): ClassCount => ({ class: classFor(company, activity, post, on), count }));
  const { x, saudis, expats } = countDay(nitaqat2026, activity, counted, certificate);
  const ratio = saudis + expats === 0 ? null : (100 * saudis) / (saudis + expats);
  const { band, thresholds } = rate(nitaqat2026, { activity, day: on, x, ratio: ratio ?? 0, saudis });
  const [low, medium] = thresholds === null || ratio === null ? [null, null] : [ratio - thresholds.LOW_GREEN, ratio - thresholds.MEDIUM_GREEN];
  return { band, workers: x, ratio, aboveLowGreen: low, aboveMediumGreen: medium };
}

/** A number that differs where others are there: so many at least, weighted by their posts. */
function heldOn({ posts }: StandingCompany, day: Day): number {
  let held = 0;
  for (let n = 0; n < posts.length; n += 1) if (isHeld(posts[n] as PlannedPost, day)) held = (held * 31 + n + 1) % 281_474_976_711;
  return held;
}

/** Whether somebody is on the post on the day: the last one there, more often than not. */
function isHeld({ tenures }: PlannedPost, day: Day): boolean {
  for (let n = tenures.length - 1; n >= 0; n -= 1) {
    const tenure = tenures[n] as PlannedTenure;
    if (tenure.from <= day) return isThere(tenure, day);
  }
  return false;
}

/** Posts with one key count alike. */
function classKey({ side, wage, categories, nationality, hours, establishment }: PlannedPost): string {
  if (categories.length === 0 && side === 'saudi') return wage >= 4_000 ? 'whole' : wage >= 3_000 ? 'half' : 'none';
  if (categories.length === 0 && nationality !== 'MMR' && nationality !== 'PSE' && !gulf.has(nationality)) return 'expat';
  return `${side}${nationality}${categories.join()}${wage}${hours ?? ''}@${establishment}`;
}

const gulf: ReadonlySet<string> = new Set(['ARE', 'BHR', 'KWT', 'OMN', 'QAT']);

const classes = new Map<string, WorkerClass>();

/** A class by what it follows from: the rule set changes nothing between its days but for who came lately. */
function classFor(company: StandingCompany, activity: string, post: PlannedPost, on: IsoDate): WorkerClass {
  const plain = post.categories.length === 0 && classKey(post);
  if (plain === false || plain.length > 5) return classOf(nitaqat2026, activity, workerFor(company, post, on), on);
  const known = classes.get(plain) ?? classOf(nitaqat2026, activity, workerFor(company, post, on), on);
  classes.set(plain, known);
  return known;
}

function workerFor(company: StandingCompany, post: PlannedPost, on: IsoDate): Parameters<typeof classOf>[2] {
  const from = addDays(on, LONG_AGO);
  return {
    ref: '',
    nationality: post.nationality,
    categories: [...post.categories],
    wage: post.wage,
    hours: post.hours,
    region: company.establishments[post.establishment]?.region ?? 'SA-01',
    authenticatedFrom: from,
    insuredFrom: from,
    from,
    to: null,
  };
}
