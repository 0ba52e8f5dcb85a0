// Our engine over a share of a market.
import { assess } from '../../../../dist/domain/saudization/assess.js';
import { weeksOf } from './weeks-of.js';
import { countEntityDays, type EntityDays, type WorkerChange } from '../../../../dist/domain/saudization/entity-days.js';
import { noWeeks } from '../../../../dist/domain/saudization/method.js';
import { nitaqat2026 } from '../../../../dist/domain/saudization/nitaqat-2026.js';
import { atOnce } from '../../../../dist/domain/standards/steps.js';
import { changedRules, changesOfDay, knownBefore, loadShare, ROLL_SINCE, ROLLED, SINCE, type HeldEntity } from './market-share.js';
import type { MarketParameters, SaudizationMeasure } from './parameters.js';

/** A share that is held. */
export interface HeldShare {
  rules(): SaudizationMeasure;
  roll(): SaudizationMeasure;
}

interface Rolled {
  readonly held: HeldEntity;
  readonly days: EntityDays;
  readonly changes: readonly WorkerChange[];
}

/** Loads a share and counts its days until the eve of the rolled day; not measured. */
export function holdShare(parameters: MarketParameters, share: number, of: number): HeldShare {
  const entities = loadShare(parameters, share, of);
  const workers = entities.reduce((total, { facts }) => total + facts.workers.length, 0);
  const rolled = entities.map((held): Rolled => {
    const { came, left } = changesOfDay(held);
    const changes = [...came.map((after) => ({ before: null, after })), ...left.flatMap((after) => [{ before: { ...after, to: null }, after: null }, { before: null, after }])];
    return { held, days: countEntityDays(nitaqat2026, knownBefore(held).facts, ROLL_SINCE), changes };
  });
  const measured = (work: () => number): SaudizationMeasure => {
    const begun = performance.now();
    const sum = work();
    return { seconds: (performance.now() - begun) / 1_000, entities: entities.length, workers, sum, p95Ms: 0 };
  };
  return {
    rules: () =>
      measured(() => {
        let sum = 0;
        for (const { facts, oldest } of entities) {
          const days = countEntityDays(changedRules, facts, SINCE);
          for (const { ratio, x } of weeksOf(changedRules, { activity: facts.activity, days, oldest })) sum += (ratio ?? 0) + x;
        }
        return sum;
      }),
    roll: () =>
      measured(() => {
        let sum = 0;
        for (const { held, days, changes } of rolled) {
          const next = changes.length === 0 ? days : atOnce(days.changed(ROLLED, changes));
          const { ratio, x } = assess(nitaqat2026, { activity: held.facts.activity, days: next, oldest: held.oldest }, ROLLED, noWeeks);
          sum += (ratio ?? 0) + x;
        }
        return sum;
      }),
  };
}
