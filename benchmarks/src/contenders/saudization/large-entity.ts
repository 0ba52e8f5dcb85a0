// Plans for one entity of 5,000 workers, whose facts are loaded.
import { weeksFromFacts } from '../../../../dist/domain/saudization/assess.js';
import { countEntityDays } from '../../../../dist/domain/saudization/entity-days.js';
import { afterWeek, noWeeks } from '../../../../dist/domain/saudization/method.js';
import { nitaqat2026 as rules } from '../../../../dist/domain/saudization/nitaqat-2026.js';
import { whatIf, type Plan, type PlannedEntity } from '../../../../dist/domain/saudization/what-if.js';
import type { Worker } from '../../../../dist/domain/saudization/worker.js';
import { addDays } from '../../../../dist/domain/standards/calendar.js';
import { quantile } from '../../harness/summary.js';
import { LAST, loadShare } from './market-share.js';
import type { SaudizationMeasure } from './parameters.js';

const WORKERS = 5_000;
const WEEKS = 26;

/** Holds the entity; the function makes so many plans for it and tells the time of the slowest twentieth. */
export function holdLargeEntity(): (plans: number) => SaudizationMeasure {
  const entity = largeEntity();
  const there = entity.workers.filter(({ to }) => to === null);
  return (plans) => {
    const took: number[] = [];
    let sum = 0;
    for (let n = 0; n < plans; n += 1) {
      const plan = planOf(there, n);
      const begun = performance.now();
      for (const { ratio, x } of whatIf(rules, entity, LAST, plan, WEEKS)) sum += (ratio ?? 0) + x;
      took.push(performance.now() - begun);
    }
    return { seconds: took.reduce((total, ms) => total + ms, 0) / 1_000, entities: 1, workers: entity.workers.length, sum, p95Ms: quantile(took, 0.95) };
  };
}

function largeEntity(): PlannedEntity {
  const workers: Worker[] = [];
  let there = 0;
  for (const { facts } of loadShare({ companies: 4_000, oneOf: 1 }, 0, 1)) {
    for (const worker of facts.workers) {
      if (there === WORKERS) break;
      workers.push(worker);
      if (worker.to === null) there += 1;
    }
  }
  if (there < WORKERS) throw new Error(`the market has ${there} workers only`);
  const opened = '2020-01-01' as typeof LAST;
  const assessed = { activity: '450', oldest: opened, days: countEntityDays(rules, { activity: '450', opened: [opened], mowaamah: [], workers }) };
  const published = [...weeksFromFacts(rules, assessed, LAST)].reduce((state, { band }) => afterWeek(rules, state, band), noWeeks);
  return { ...assessed, workers, published };
}

/** Fifty hires in three groups, twenty leavers, twenty rises and ten authentications, over half a year. */
function planOf(there: readonly Worker[], n: number): Plan {
  const some = (count: number, from: number): readonly Worker[] => Array.from({ length: count }, (_, i) => there[(n * 97 + (from + i) * 31) % there.length] as Worker);
  const hire = { nationality: 'SAU', categories: [], wage: 5_000, hours: null, region: 'SA-01' } as const;
  const day = (days: number) => addDays(LAST, 1 + (days % 180));
  return {
    hires: [20, 20, 10].map((count, i) => ({ count, worker: { ...hire, categories: [], from: day(n + 30 * i), authenticatedFrom: day(n + 30 * i), insuredFrom: day(n + 30 * i) } })),
    leavers: some(20, 0).map(({ ref }, i) => ({ ref, lastDay: day(7 * i) })),
    wages: some(20, 40).map(({ ref }, i) => ({ ref, from: day(5 * i), wage: 4_000 + 100 * i })),
    authentications: some(10, 80).map(({ ref }, i) => ({ ref, from: day(i) })),
  };
}
