// Law: how a worker counts on a day, before any cap, follows from his facts and the rule set alone; equal classes count alike.
import { addDays, addMonths, type IsoDate } from '../standards/calendar.js';
import { isSaudi } from '../standards/nationality.js';
import { compiledRules } from './compiled-rules.js';
import type { CategoryRule, RuleSet } from './rule-set.js';
import { isWithin, type Worker } from './worker.js';

/** A way to count. */
export interface WorkerClass {
  /** Name of the rule: a category, a group of nationalities, `saudi`, `expat`, `gated-out`, or `counted-elsewhere`. */
  readonly rule: string;
  readonly side: 'saudi' | 'expat' | 'nobody';
  readonly weight: number;
  /** Hours a month and how many make one head, where hours are what counts: their sum is divided once. */
  readonly hours: { readonly worked: number; readonly perHead: number } | null;
  /** By wage alone, without the rule; what he counts with when a cap or a missing certificate takes the rule from him. */
  readonly ordinary: number;
  /** A Saudi who passed the gate: one of those of whom caps are shares. */
  readonly saudiHead: boolean;
}

/** Two workers with the same key are of one class. */
export function keyOf({ rule, side, weight, hours, ordinary, saudiHead }: WorkerClass): string {
  return `${rule}|${side}|${hours === null ? weight : `${hours.worked}/${hours.perHead}`}|${ordinary}|${saudiHead ? 1 : 0}`;
}

/** The class of a worker on one of his days. */
export function classOf(rules: RuleSet, activity: string, worker: Worker, day: IsoDate): WorkerClass {
  if (worker.elsewhere?.some((span) => isWithin(span, day)) === true) return nobody('counted-elsewhere');
  const saudi = isSaudi(worker.nationality);
  if (saudi && !passesGate(rules, worker, day)) return nobody('gated-out');
  const ordinary = saudi ? stepOf(rules.ordinary.saudi, worker.wage) ?? 0 : rules.ordinary.expat;
  const base = { side: saudi ? 'saudi' : 'expat', hours: null, ordinary, saudiHead: saudi } as const;
  // Most have no category.
  for (const rule of worker.categories.length === 0 ? [] : rules.categories) {
    if (!fits(rule, activity, worker, saudi, day)) continue;
    const found = byCategory(rule, worker, base);
    if (found !== undefined) return found;
  }
  const group = saudi ? undefined : compiledRules(rules).groups.get(worker.nationality);
  if (group === undefined) return { ...base, rule: saudi ? 'saudi' : 'expat', weight: ordinary };
  if (group.regions !== null && !group.regions.includes(worker.region)) return { ...nobody(group.name), ordinary };
  return { ...base, rule: group.name, side: group.side, weight: group.weight };
}

/** Undefined where the rule leaves him to the ordinary weights, with those that follow asked first. */
function byCategory(rule: CategoryRule, worker: Worker, base: Pick<WorkerClass, 'ordinary' | 'hours' | 'saudiHead'>): WorkerClass | undefined {
  const { category, side, weight } = rule;
  if (rule.regions !== null && !rule.regions.includes(worker.region)) return { ...base, rule: category, side: 'nobody', weight: 0 };
  if (!Array.isArray(weight)) {
    const hours = { worked: worker.hours ?? 0, perHead: weight.perHours };
    return { ...base, rule: category, side, weight: hours.worked / hours.perHead, hours };
  }
  const step = stepOf(weight, worker.wage);
  if (step !== undefined) return { ...base, rule: category, side, weight: step };
  return rule.belowSteps === 'ordinary' ? undefined : { ...base, rule: category, side, weight: 0 };
}

function fits(rule: CategoryRule, activity: string, worker: Worker, saudi: boolean, day: IsoDate): boolean {
  return (
    worker.categories.includes(rule.category) &&
    (rule.of === 'anyone' || (rule.of === 'saudis') === saudi) &&
    (rule.activities === null || rule.activities.some((one) => one === activity)) &&
    (rule.months === null || day < addMonths(worker.since ?? worker.from, rule.months))
  );
}

function passesGate(rules: RuleSet, worker: Worker, day: IsoDate): boolean {
  const gate = rules.gate.findLast(({ from }) => from <= day);
  const holds = (from: IsoDate | null): boolean => from !== null && from <= day;
  return gate === undefined || ((!gate.authenticated || holds(worker.authenticatedFrom)) && (!gate.insured || holds(worker.insuredFrom)));
}

/** The weight of the highest step that a wage reaches. */
function stepOf(steps: readonly { readonly wageFrom: number; readonly weight: number }[], wage: number): number | undefined {
  return steps.find(({ wageFrom }) => wage >= wageFrom)?.weight;
}

function nobody(rule: string): WorkerClass {
  return { rule, side: 'nobody', weight: 0, hours: null, ordinary: 0, saudiHead: false };
}

/** A worker's classes over his days, each for as long as it stays: the days between are not looked at one by one. */
export function classSpans(rules: RuleSet, activity: string, worker: Worker): readonly { readonly from: IsoDate; readonly class: WorkerClass }[] {
  const days = [worker.from];
  const turn = (day: IsoDate | null): void => {
    if (day !== null && day > worker.from && (worker.to === null || day <= worker.to) && !days.includes(day)) days.push(day);
  };
  // Nobody but a Saudi stands before the gate.
  if (isSaudi(worker.nationality)) {
    turn(worker.authenticatedFrom);
    turn(worker.insuredFrom);
    for (const { from } of rules.gate) turn(from);
  }
  for (const { from, to } of worker.elsewhere ?? []) {
    turn(from);
    if (to !== null) turn(addDays(to, 1));
  }
  for (const { category, months } of worker.categories.length === 0 ? [] : rules.categories) {
    if (months !== null && worker.categories.includes(category)) turn(addMonths(worker.since ?? worker.from, months));
  }
  if (days.length === 1) return [{ from: worker.from, class: classOf(rules, activity, worker, worker.from) }];
  const spans: { from: IsoDate; class: WorkerClass }[] = [];
  for (const day of days.sort()) {
    const now = classOf(rules, activity, worker, day);
    const last = spans.at(-1);
    if (last === undefined || keyOf(last.class) !== keyOf(now)) spans.push({ from: day, class: now });
  }
  return spans;
}
