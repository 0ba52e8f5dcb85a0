// Law: an owner's companies in one activity are one entity, and his small entities count as one where the engine says so.
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { ratedEntities } from '../../../domain/saudization/owner-entities.js';
import type { Day } from './market.js';
import { activityOf, byActivity } from './market-entities.js';
import { standingOf, standingOn, type Standing, type StandingCompany } from './standing.js';

/** Companies that are rated as one on a day. */
export interface RatedTogether<T extends StandingCompany = StandingCompany> {
  readonly companies: readonly T[];
  /** Of the curve. */
  readonly activity: string;
  readonly standing: Standing;
}

/** How the companies of one owner are rated on a day. Of several, those of entities without workers are left out. */
export function ratedOn<T extends StandingCompany>(owned: readonly T[], day: Day): readonly RatedTogether<T>[] {
  const [only, ...more] = owned;
  if (only === undefined) return [];
  if (more.length === 0) return [{ companies: [only], activity: activityOf(only), standing: standingOn(only, day) }];
  const entities = byActivity(owned).map((companies) => {
    const activity = activityOf(companies[0] as T);
    return { activity, companies, x: standingOf(companies, activity, day).workers };
  });
  const total = entities.reduce((sum, { x }) => sum + x, 0);
  return ratedEntities(nitaqat2026, entities.filter(({ x }) => x > 0)).map(({ activity, members }) => {
    const companies = members.flatMap((one) => one.companies);
    return { companies, activity, standing: standingOf(companies, activity, day, total) };
  });
}
