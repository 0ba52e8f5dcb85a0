// A share of a market as state: entities with everybody who worked there in the last year, and what is known on the last day before the roll.
import { byActivity, entityOf } from '../../../../dist/commands/synthetic/population/market-entities.js';
import { byOwner } from '../../../../dist/commands/synthetic/population/ownership.js';
import { planMarket } from '../../../../dist/commands/synthetic/population/plan-market.js';
import { addDays, toEpochDay, toIsoDate, type IsoDate } from '../../../../dist/domain/standards/calendar.js';
import { nitaqat2026 } from '../../../../dist/domain/saudization/nitaqat-2026.js';
import type { EntityFacts } from '../../../../dist/domain/saudization/entity-days.js';
import type { RuleSet } from '../../../../dist/domain/saudization/rule-set.js';
import type { Worker } from '../../../../dist/domain/saudization/worker.js';
import type { MarketParameters } from './parameters.js';

/** The last day of the market, a Saturday: its week is the last of those that are counted again. */
export const LAST = toIsoDate('2026-10-31');
/** The day that is rolled in. */
export const ROLLED = toIsoDate('2026-10-14');
/** First day of the first of 26 weeks. */
export const FIRST_RATED = addDays(LAST, 1 - 26 * 7);
/** First day of the window of that week. */
export const SINCE = addDays(FIRST_RATED, -25 * 7);
/** First day of the window of the rolled day. */
export const ROLL_SINCE = addDays(ROLLED, 1 - 26 * 7);

/** A rule set with another wage step and another cap, that rates the last 26 weeks. */
export const changedRules: RuleSet = {
  ...nitaqat2026,
  version: 'changed',
  from: FIRST_RATED,
  ordinary: { ...nitaqat2026.ordinary, saudi: [{ wageFrom: 4_500, weight: 1 }, { wageFrom: 3_500, weight: 0.5 }, { wageFrom: 0, weight: 0 }] },
  caps: { ...nitaqat2026.caps, rounding: 'up' },
};

/** An entity as it is held. */
export interface HeldEntity {
  readonly facts: EntityFacts;
  readonly oldest: IsoDate | null;
}

/** Loads entities of blocks whose number leaves `share` when divided by `of`, of those that are taken at all. */
export function loadShare({ companies, oneOf }: MarketParameters, share: number, of: number): readonly HeldEntity[] {
  const plan = planMarket({ companies, seed: 2_026, from: toIsoDate('2023-01-01'), to: LAST });
  const since = toEpochDay(SINCE);
  const held: HeldEntity[] = [];
  let taken = 0;
  for (let n = share; n < plan.blocks; n += of) {
    for (const companies of byOwner(plan.block(n).companies).flatMap(byActivity)) {
      taken += 1;
      if (taken % oneOf !== 0) continue;
      const { activity, opened, mowaamah, workers } = entityOf(companies, since);
      if (workers.length > 0) held.push({ facts: { activity, opened, mowaamah, workers }, oldest: [...opened].sort()[0] ?? null });
    }
  }
  return held;
}

/** What was known of an entity on the evening before the rolled day. */
export function knownBefore({ facts, oldest }: HeldEntity): HeldEntity {
  const eve = addDays(ROLLED, -1);
  // Who leaves on the eve, or later, is not known to leave yet.
  const workers = facts.workers.filter(({ from }) => from < ROLLED).map((one): Worker => (one.to !== null && one.to >= eve ? { ...one, to: null } : one));
  return { facts: { ...facts, workers }, oldest };
}

/** Who came, and who was gone, on the rolled day. */
export function changesOfDay({ facts }: HeldEntity): { readonly came: readonly Worker[]; readonly left: readonly Worker[] } {
  const eve = addDays(ROLLED, -1);
  return {
    came: facts.workers.filter(({ from }) => from === ROLLED).map((one) => ({ ...one, to: null })),
    left: facts.workers.filter(({ from, to }) => to === eve && from < ROLLED),
  };
}
