// Law: an entity of a planned market is what its plan says of its establishments and of everybody who works there on the days asked for.
import { toEpochDay, type IsoDate } from '../../../domain/standards/calendar.js';
import type { EntityFacts } from '../../../domain/saudization/entity-days.js';
import type { Worker } from '../../../domain/saudization/worker.js';
import type { RegionCode } from '../../../domain/standards/regions.js';
import { isoDay } from './day.js';
import type { Day } from './market.js';
import { identityOf } from './person-facts.js';
import type { MarketPlan } from './plan-market.js';
import type { PlannedCompany, PlannedPost, PlannedTenure } from './planned.js';

/** An entity as the Saudization engine counts it: here a company is the only one of its owner, and has one activity. */
export interface MarketEntity extends EntityFacts {
  /** Unified number of its company. */
  readonly entity: string;
  readonly establishments: readonly { readonly number: string; readonly region: RegionCode; readonly opened: IsoDate }[];
  readonly workers: readonly Worker[];
}

/**
 * The entities that have somebody on the days from `since` (left out: the last day) to the last day of the history, in
 * order of their companies. Workers who left since are among them, with their last day.
 */
export function* marketEntities(plan: MarketPlan, since: IsoDate = plan.options.to): Generator<MarketEntity> {
  const from = toEpochDay(since);
  for (let n = 0; n < plan.blocks; n += 1) {
    for (const company of plan.block(n).companies) {
      const entity = entityOf(company, from);
      if (entity.workers.length > 0) yield entity;
    }
  }
}

/** The entity of a company with everybody who works there on some day from `since` on. */
export function entityOf(company: PlannedCompany, since: Day): MarketEntity {
  const establishments = company.establishments
    .filter(({ closesOn }) => closesOn === null)
    .map(({ number, region, opensOn }) => ({ number, region, opened: isoDay(opensOn) }));
  return {
    entity: company.unifiedNumber,
    activity: company.establishments[0]?.nitaqat ?? '101',
    establishments,
    opened: establishments.map(({ opened }) => opened),
    mowaamah: company.mowaamah.map(({ from, to }) => ({ from: isoDay(from), to: to === null ? null : isoDay(to) })),
    workers: company.posts.flatMap((post) => post.tenures.filter((one) => isThere(one, since)).map((tenure) => workerOf(company, post, tenure))),
  };
}

/** Whether somebody still works on the day or afterwards. */
export function isThere({ to }: PlannedTenure, since: Day): boolean {
  return to === null || to >= since;
}

/** A tenure as the engine counts it: a contract is authenticated and insured from its first day. */
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
