// Law: the band of planned companies on a day is what the engine makes of how many of each class they have.
import type { BandOrNone } from '../../../domain/saudization/band.js';
import { rate } from '../../../domain/saudization/curve.js';
import { countDay, type ClassCount } from '../../../domain/saudization/day-count.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { classOf, type WorkerClass } from '../../../domain/saudization/worker-class.js';
import { addDays, latest, toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import { isoDay } from './day.js';
import type { Day } from './market.js';
import { activityOf, isThere } from './market-entities.js';
import type { PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/** What a standing is made from. */
export type StandingCompany = Pick<PlannedCompany, 'posts' | 'ownersPost' | 'establishments' | 'mowaamah'>;

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

/** How long before the first rated day the averages begin. */
export const AVERAGED_DAYS = 182;

/** The first day on which the rule set rates. */
export const RATED_FROM: Day = toEpochDay(nitaqat2026.from);

// A contract of long ago: the classes of a day do not ask when somebody came.
const LONG_AGO = -400;

/** A company's standing on a day where its owner has no other, by Nitaqat 2026; on earlier days by its first. */
export function standingOn(company: StandingCompany, day: Day): Standing {
  return standingOf([company], activityOf(company), day);
}

/**
 * The standing on a day of companies that count as one on the curve of an activity. `ownerTotal`: workers of all entities of their owner, where
 * he has others.
 */
export function standingOf(companies: readonly StandingCompany[], activity: string, day: Day, ownerTotal?: number): Standing {
  const on = latest(isoDay(day), nitaqat2026.from);
  const counted = companies.flatMap((company) => classesOn(company, activity, day, on));
  const certificate = companies.some(({ mowaamah }) => mowaamah.some(({ from, to }) => from <= day && (to === null || day <= to)));
  const { x, saudis, expats } = countDay(nitaqat2026, activity, counted, certificate);
  const ratio = saudis + expats === 0 ? null : (100 * saudis) / (saudis + expats);
  const { band, thresholds } = rate(nitaqat2026, { activity, day: on, x, ratio: ratio ?? 0, saudis, ...(ownerTotal === undefined ? {} : { ownerTotal }) });
  const [low, medium] = thresholds === null || ratio === null ? [null, null] : [ratio - thresholds.LOW_GREEN, ratio - thresholds.MEDIUM_GREEN];
  return { band, workers: x, ratio, aboveLowGreen: low, aboveMediumGreen: medium };
}

/** How many of each class a company has on a day. */
function classesOn(company: StandingCompany, activity: string, day: Day, on: IsoDate): readonly ClassCount[] {
  const { posts, groupOf, classes } = groupedPosts(company, activity, on);
  const counts = classes.map(() => 0);
  for (let n = 0; n < posts.length; n += 1) {
    if (!isHeld(posts[n] as PlannedPost, day)) continue;
    const group = groupOf[n] as number;
    counts[group] = (counts[group] as number) + 1;
  }
  return classes.map((one, group): ClassCount => ({ class: one, count: counts[group] as number }));
}

/** A company's posts by how they count. */
interface GroupedPosts {
  readonly activity: string;
  readonly posts: readonly PlannedPost[];
  /** Of each post, the place of its class. */
  readonly groupOf: readonly number[];
  readonly classes: readonly WorkerClass[];
}

/** What was found last of a company: it is looked at on many days, and nothing that a class follows from changes between them. */
const grouped = new WeakMap<StandingCompany, GroupedPosts>();

function groupedPosts(company: StandingCompany, activity: string, on: IsoDate): GroupedPosts {
  const known = grouped.get(company);
  if (known?.activity === activity) return known;
  const posts = company.ownersPost === null ? company.posts : [...company.posts, company.ownersPost];
  const classes: WorkerClass[] = [];
  const groups = new Map<string, number>();
  const groupOf = posts.map((post) => {
    const key = classKey(post);
    const group = groups.get(key);
    if (group !== undefined) return group;
    groups.set(key, classes.length);
    return classes.push(classFor(company, activity, post, on)) - 1;
  });
  const found = { activity, posts, groupOf, classes };
  grouped.set(company, found);
  return found;
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
