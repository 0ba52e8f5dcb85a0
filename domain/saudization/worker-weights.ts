// Law: where a cap leaves room for some of those who count alike, the earliest hired keep it.
import type { IsoDate } from '../standards/calendar.js';
import { atOnce, eachInSteps, type Steps } from '../standards/steps.js';
import type { DayCount } from './day-count.js';
import type { RuleSet } from './rule-set.js';
import { isWithin, type Worker } from './worker.js';
import { classOf, keyOf } from './worker-class.js';

/** How a worker counts on a day, and by which rule. */
export interface WorkerWeight {
  readonly ref: string;
  readonly weight: number;
  readonly side: 'saudi' | 'expat' | 'nobody';
  readonly rule: string;
}

/** The weight of each worker of a counted day, in the order given. */
export function workerWeights(rules: RuleSet, activity: string, workers: readonly Worker[], day: IsoDate, count: DayCount): readonly WorkerWeight[] {
  return atOnce(workerWeightsInSteps(rules, activity, workers, day, count));
}

/** The same, which may be left on its way. */
export function* workerWeightsInSteps(rules: RuleSet, activity: string, workers: readonly Worker[], day: IsoDate, count: DayCount): Steps<readonly WorkerWeight[]> {
  const classes = new Map(count.classes.map((one) => [keyOf(one.class), { one, left: one.within }]));
  const there = workers.filter((worker) => isWithin(worker, day));
  const found = new Map<Worker, WorkerWeight>();
  yield* eachInSteps([...there].sort(bySeniority), (worker) => {
    const own = classes.get(keyOf(classOf(rules, activity, worker, day)));
    if (own === undefined) throw new Error(`the day was counted without ${worker.ref}`);
    const { weight, side, rule } = own.left > 0 ? own.one : own.one.beyond;
    own.left -= 1;
    found.set(worker, { ref: worker.ref, weight, side, rule });
  });
  return there.flatMap((worker) => found.get(worker) ?? []);
}

function bySeniority(a: Worker, b: Worker): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : a.ref < b.ref ? -1 : a.ref > b.ref ? 1 : 0;
}
