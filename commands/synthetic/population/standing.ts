// Law: the band of a planned company on a day is what the engine makes of how many of each class it has.
import type { BandOrNone } from '../../../domain/saudization/band.js';
import { rate } from '../../../domain/saudization/curve.js';
import { countDay, type ClassCount } from '../../../domain/saudization/day-count.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { classOf } from '../../../domain/saudization/worker-class.js';
import { addDays, latest } from '../../../domain/standards/calendar.js';
import { isoDay } from './day.js';
import type { Day } from './market.js';
import { isThere } from './market-entities.js';
import type { PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/** How a company stands by the heads of one day: no average over weeks. */
export interface Standing {
  readonly band: BandOrNone;
  readonly workers: number;
  /** Percent; null where nobody counts. */
  readonly ratio: number | null;
  /** Percentage points above the least ratio of medium green, below it where negative; null for entities without a curve. */
  readonly aboveMediumGreen: number | null;
}

// A contract of long ago: the classes of a day do not ask when somebody came.
const LONG_AGO = -400;

/** A company's standing on a day, by Nitaqat 2026; on earlier days by its first. */
export function standingOn(company: PlannedCompany, day: Day): Standing {
  const activity = company.establishments[0]?.nitaqat ?? '101';
  const classes = new Map<string, { readonly post: PlannedPost; count: number }>();
  for (const post of company.posts) {
    if (!isHeld(post, day)) continue;
    const key = classKey(post);
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { post, count: 1 });
    else known.count += 1;
  }
  const on = latest(isoDay(day), nitaqat2026.from);
  const certificate = company.mowaamah.some(({ from, to }) => from <= day && (to === null || day <= to));
  const counted = [...classes.values()].map(({ post, count }): ClassCount => ({ class: classOf(nitaqat2026, activity, workerFor(company, post, on), on), count }));
  const { x, saudis, expats } = countDay(nitaqat2026, activity, counted, certificate);
  const ratio = saudis + expats === 0 ? null : (100 * saudis) / (saudis + expats);
  const { band, thresholds } = rate(nitaqat2026, { activity, day: on, x, ratio: ratio ?? 0, saudis });
  return { band, workers: x, ratio, aboveMediumGreen: thresholds === null || ratio === null ? null : ratio - thresholds.MEDIUM_GREEN };
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

function workerFor(company: PlannedCompany, post: PlannedPost, on: Parameters<typeof addDays>[0]): Parameters<typeof classOf>[2] {
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
