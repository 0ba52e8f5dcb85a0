// What anyone would write: each day of the window counted worker by worker, with the same rules, and summed.
import type { AssessedEntity } from '../../../../dist/domain/saudization/assess.js';
import { assess } from '../../../../dist/domain/saudization/assess.js';
import { countDay, type ClassCount, type DayCount } from '../../../../dist/domain/saudization/day-count.js';
import type { DaySums, EntityDays } from '../../../../dist/domain/saudization/entity-days.js';
import { noWeeks } from '../../../../dist/domain/saudization/method.js';
import { nitaqat2026 } from '../../../../dist/domain/saudization/nitaqat-2026.js';
import type { RuleSet } from '../../../../dist/domain/saudization/rule-set.js';
import { classOf, keyOf } from '../../../../dist/domain/saudization/worker-class.js';
import { isWithin } from '../../../../dist/domain/saudization/worker.js';
import { addDays, daysBetween, type IsoDate } from '../../../../dist/domain/standards/calendar.js';
import type { Contender } from '../../harness/bench.js';
import { changedRules, changesOfDay, knownBefore, LAST, loadShare, ROLL_SINCE, ROLLED, SINCE, type HeldEntity } from './market-share.js';
import type { MarketParameters, SaudizationMeasure, SaudizationTask } from './parameters.js';
import { weeksOf } from './weeks-of.js';

export const contender: Contender<MarketParameters, SaudizationTask, SaudizationMeasure> = {
  async prepare(parameters) {
    const entities = loadShare(parameters, 0, 1);
    const workers = entities.reduce((total, { facts }) => total + facts.workers.length, 0);
    const rolled = entities.map((held): HeldEntity => {
      const { came, left } = changesOfDay(held);
      const known = knownBefore(held);
      const refs = new Set(left.map(({ ref }) => ref));
      return { ...known, facts: { ...known.facts, workers: [...known.facts.workers.filter(({ ref }) => !refs.has(ref)), ...left, ...came] } };
    });
    return {
      work: async ({ what }) => {
        const begun = performance.now();
        let sum = 0;
        if (what === 'rules') {
          for (const held of entities) for (const { ratio, x } of weeksOf(changedRules, eachDay(changedRules, held, SINCE, LAST))) sum += (ratio ?? 0) + x;
        } else {
          for (const held of rolled) {
            const { ratio, x } = assess(nitaqat2026, eachDay(nitaqat2026, held, ROLL_SINCE, ROLLED), ROLLED, noWeeks);
            sum += (ratio ?? 0) + x;
          }
        }
        return { seconds: (performance.now() - begun) / 1_000, entities: entities.length, workers, sum, p95Ms: 0 };
      },
      close: () => Promise.resolve(),
    };
  },
};

/** An entity's days from the first to the last, each counted from nothing once and kept. */
function eachDay(rules: RuleSet, { facts, oldest }: HeldEntity, first: IsoDate, last: IsoDate): AssessedEntity {
  const begins = [...facts.opened, ...facts.workers.map(({ from }) => from)].sort()[0] ?? null;
  const counts = Array.from({ length: daysBetween(first, last) + 1 }, (_, n) => countFromNothing(rules, facts, addDays(first, n)));
  const days: EntityDays = {
    begins,
    at: (day) => counts[daysBetween(first, day)] as DayCount,
    over: (count, to) => days.sums(addDays(to, 1 - count), to),
    sums(from, to) {
      const sums = { days: 0, x: 0, saudis: 0, expats: 0 };
      for (let n = Math.max(0, daysBetween(first, begins !== null && begins > from ? begins : from)); n <= daysBetween(first, to); n += 1) {
        const { x, saudis, expats } = counts[n] as DayCount;
        sums.days += 1;
        sums.x += x;
        sums.saudis += saudis;
        sums.expats += expats;
      }
      return sums satisfies DaySums;
    },
    changed: () => {
      throw new Error('it knows no changes');
    },
  };
  return { activity: facts.activity, days, oldest };
}

function countFromNothing(rules: RuleSet, { activity, workers, mowaamah }: HeldEntity['facts'], day: IsoDate): DayCount {
  const tally = new Map<string, { class: ClassCount['class']; count: number }>();
  for (const worker of workers) {
    if (!isWithin(worker, day)) continue;
    const own = classOf(rules, activity, worker, day);
    const known = tally.get(keyOf(own));
    if (known === undefined) tally.set(keyOf(own), { class: own, count: 1 });
    else known.count += 1;
  }
  return countDay(rules, activity, tally.values(), mowaamah.some((span) => isWithin(span, day)));
}
