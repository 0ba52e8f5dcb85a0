// Law: an entity of a planned market is what its plan says of its establishments and of everybody who works there on the days asked for.
import { toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import type { EntityFacts } from '../../../domain/saudization/entity-days.js';
import type { Worker } from '../../../domain/saudization/worker.js';
import type { RegionCode } from '../../../domain/standards/regions.js';
import { isoDay } from './day.js';
import type { Day } from './market.js';
import { byOwner } from './ownership.js';
import { identityOf } from './person-facts.js';
import type { MarketPlan } from './market-plan.js';
import type { PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/** An entity as the Saudization engine counts it: the companies of one owner in one activity, of which a company has one. */
export interface MarketEntity extends EntityFacts {
  /** Unified number of its first company. */
  readonly entity: string;
  readonly establishments: readonly { readonly number: string; readonly region: RegionCode; readonly opened: IsoDate }[];
  readonly workers: readonly Worker[];
}

/**
 * The entities that have somebody on the days from `since` (left out: the last day) to the last day of the history, in
 * order of their first companies. Workers who left since are among them, with their last day.
 */
export function* marketEntities(plan: MarketPlan, since: IsoDate = plan.options.to): Generator<MarketEntity> {
  const from = toEpochDay(since);
  for (let n = 0; n < plan.blocks; n += 1) {
    for (const owned of byOwner(plan.block(n).companies)) {
      for (const companies of byActivity(owned)) {
        const entity = entityOf(companies, from);
        if (entity.workers.length > 0) yield entity;
      }
    }
  }
}

/** An owner's companies by their activities, in the order of the first of each. */
export function byActivity<T extends Pick<PlannedCompany, 'establishments'>>(owned: readonly T[]): readonly (readonly T[])[] {
  if (owned.length === 1) return [owned];
  const activities = [...new Set(owned.map(activityOf))];
  return activities.map((activity) => owned.filter((company) => activityOf(company) === activity));
}

/** The Nitaqat activity in which a company counts. */
export function activityOf({ establishments }: Pick<PlannedCompany, 'establishments'>): string {
  return establishments[0]?.nitaqat ?? '101';
}

/** The entity that companies of one owner and activity are, with everybody who works there on some day from `since` on. */
export function entityOf(companies: readonly PlannedCompany[], since: Day): MarketEntity {
  const establishments = companies.flatMap((company) =>
    company.establishments.filter(({ closesOn }) => closesOn === null).map(({ number, region, opensOn }) => ({ number, region, opened: isoDay(opensOn) })),
  );
  return {
    entity: companies[0]?.unifiedNumber ?? '',
    activity: companies[0] === undefined ? '101' : activityOf(companies[0]),
    establishments,
    opened: establishments.map(({ opened }) => opened),
    mowaamah: companies.flatMap(({ mowaamah }) => mowaamah.map(({ from, to }) => ({ from: isoDay(from), to: to === null ? null : isoDay(to) }))),
    workers: companies.flatMap((company) =>
      [...company.posts, ...(company.ownersPost === null ? [] : [company.ownersPost])].flatMap((post) =>
        post.tenures.filter((one) => isThere(one, since)).map((tenure) => workerOf(company, post, tenure)),
      ),
    ),
  };
}

/** Whether somebody still works on the day or afterwards. */
export function isThere({ to }: PlannedTenure, since: Day): boolean {
  return to === null || to >= since;
}

/** A tenure as the engine counts it: a contract is authenticated and insured from its first day; what an owner is insured for needs none. */
function workerOf(company: PlannedCompany, post: PlannedPost, { person, from, to }: PlannedTenure): Worker {
  const first = isoDay(from);
  return {
    ref: identityOf(person).value,
    nationality: post.nationality,
    categories: [...post.categories],
    wage: post.wage,
    hours: post.hours,
    region: (company.establishments[post.establishment] as (typeof company.establishments)[number]).region,
    authenticatedFrom: first,
    insuredFrom: first,
    from: first,
    to: to === null ? null : isoDay(to),
  };
}
